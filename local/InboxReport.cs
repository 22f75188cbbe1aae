using System.Globalization;
using System.Text.Json.Nodes;

namespace Zegel.Local;

/// <summary>
/// The event that Azure Communication Services publishes, in Event Grid's schema, when it learns how a message fared:
/// learn.microsoft.com/azure/event-grid/communication-services-email-events and -telephony-sms-events.
/// </summary>
internal static class InboxReport
{
    private const string Topic =
        "/subscriptions/local/resourceGroups/local/providers/microsoft.communication/communicationservices/local";

    public static JsonObject Of(InboxMessage message, InboxState state, DateTimeOffset now) =>
        message.Kind == InboxKind.Email ? OfMail(message, state, now) : OfSms(message, state, now);

    private static JsonObject OfMail(InboxMessage mail, InboxState state, DateTimeOffset now) => Event(
        Guid.NewGuid().ToString(),
        $"sender/{mail.From}/message/{mail.MessageId}",
        "Microsoft.Communication.EmailDeliveryReportReceived",
        now,
        new JsonObject
        {
            ["sender"] = mail.From,
            ["recipient"] = mail.To,
            ["messageId"] = mail.MessageId,
            ["status"] = state.ToString(),
            ["deliveryStatusDetails"] = new JsonObject
            {
                ["statusMessage"] = state switch
                {
                    InboxState.Delivered => "250 2.1.5 Recipient OK",
                    InboxState.Bounced => "550 5.1.1 Recipient address rejected: user unknown",
                    _ => "451 4.4.7 Delivery time expired",
                },
            },
            ["deliveryAttemptTimeStamp"] = Precise(now),
        });

    // A phone knows no bounce: to Azure both that and anything else is a failure, told apart by its details.
    private static JsonObject OfSms(InboxMessage sms, InboxState state, DateTimeOffset now) => Event(
        sms.MessageId,
        $"/phonenumber/{sms.From}",
        "Microsoft.Communication.SMSDeliveryReportReceived",
        now,
        new JsonObject
        {
            ["messageId"] = sms.MessageId,
            ["from"] = sms.From,
            ["to"] = sms.To,
            ["deliveryStatus"] = state == InboxState.Delivered ? "Delivered" : "Failed",
            ["deliveryStatusDetails"] = state switch
            {
                InboxState.Delivered => "No error.",
                InboxState.Bounced => "The destination number is not in service.",
                _ => "The destination is unreachable.",
            },
            ["receivedTimestamp"] = Precise(now),
            ["tag"] = sms.Tag,
            ["deliveryAttempts"] = new JsonArray(new JsonObject
            {
                ["timestamp"] = Precise(now),
                ["segmentsSucceeded"] = state == InboxState.Delivered ? 1 : 0,
                ["segmentsFailed"] = state == InboxState.Delivered ? 0 : 1,
            }),
        });

    private static JsonObject Event(string id, string subject, string type, DateTimeOffset now, JsonObject data) => new()
    {
        ["id"] = id,
        ["topic"] = Topic,
        ["subject"] = subject,
        ["data"] = data,
        ["eventType"] = type,
        ["dataVersion"] = "1.0",
        ["metadataVersion"] = "1",
        ["eventTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    private static string Precise(DateTimeOffset now) => now.ToString("O", CultureInfo.InvariantCulture);
}
