namespace Zegel.Functions.Notifications;

/// <summary>
/// What Communication Services tells, through Event Grid, of a mail or an SMS that it took
/// (learn.microsoft.com/azure/event-grid/communication-services-email-events and -telephony-sms-events).
/// </summary>
/// <param name="OperationId">Of the notice: the id of a mail, the tag of an SMS.</param>
/// <param name="Recipient">The address or number that it went to.</param>
/// <param name="Status">As the provider names it.</param>
/// <param name="At">When the provider knew.</param>
public sealed record DeliveryReport(Guid OperationId, string Recipient, string Status, DateTimeOffset At)
{
    private const string OfMail = "Microsoft.Communication.EmailDeliveryReportReceived";
    private const string OfSms = "Microsoft.Communication.SMSDeliveryReportReceived";

    // A list was expanded: each member is reported on alone.
    private const string Expanded = "Expanded";

    private sealed record Event(string EventType, DateTimeOffset EventTime, Data Data);

    private sealed record Data(
        string? MessageId = null, string? Recipient = null, string? Status = null, string? Tag = null,
        string? To = null, string? DeliveryStatus = null);

    /// <summary>Whether it arrived at the reader's mail server or phone.</summary>
    public bool IsDelivered => Status == "Delivered";

    /// <summary>The report in a message of a queue; null for anything else, which is then dropped.</summary>
    public static DeliveryReport? Read(string message)
    {
        if (Hints.Read<Event>(message) is not { } read)
        {
            return null;
        }

        var (id, recipient, status) = read.EventType switch
        {
            OfMail => (read.Data.MessageId, read.Data.Recipient, read.Data.Status),
            OfSms => (read.Data.Tag, read.Data.To, read.Data.DeliveryStatus),
            _ => default,
        };
        return Guid.TryParse(id, out var operationId) && recipient is not null && status is not (null or Expanded)
            ? new DeliveryReport(operationId, recipient, status, read.EventTime)
            : null;
    }
}
