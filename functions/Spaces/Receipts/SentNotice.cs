namespace Zegel.Functions.Spaces.Receipts;

/// <summary>Why a notice did not reach somebody.</summary>
public enum Undelivered
{
    /// <summary>There is no such address or number, or it did not take the notice for good.</summary>
    Bounced,

    /// <summary>It was taken for unwanted mail, and whoever it is for may never see it.</summary>
    Spam,

    /// <summary>It did not arrive, for another reason, such as a mailbox that is full.</summary>
    Failed,

    /// <summary>The provider did not take it.</summary>
    Refused,
}

/// <summary>That a notice did not reach somebody.</summary>
/// <param name="At">When that was known.</param>
/// <param name="Why">Why.</param>
public sealed record FailedDelivery(DateTimeOffset At, Undelivered Why);

/// <summary>
/// What is known of a notice to a participant: a row of its own, so that what becomes of it touches no code and no try.
/// </summary>
public sealed record SentNotice
{
    /// <summary>To whom.</summary>
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>The name of the notice; what no release knows any more is read nevertheless.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it went by SMS.</summary>
    public bool IsSms { get; init; }

    /// <summary>The provider's name for it.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>When the provider took it; null when it never did.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it arrived at the reader's mail server or phone, by the provider's report.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>That it did not arrive; null as long as nothing says so.</summary>
    public FailedDelivery? Failed { get; init; }

    /// <summary>When its link was first looked at, by a person or by a machine that tries links.</summary>
    public DateTimeOffset? VisitedAt { get; init; }

    /// <summary>
    /// The key of its row. What tells of no message is one row, the last of its kind: nobody fills a space by asking.
    /// </summary>
    public static string RowOf(ParticipantId to, Notice kind, Guid operationId) =>
        $"{Prefix(to)}~{(kind.TellsOfMessage ? operationId.ToString("N") : kind.Name)}";

    /// <summary>How the keys of a participant's rows begin.</summary>
    public static string Prefix(ParticipantId to) => $"notified~{to.Number}";

    /// <summary>What is known of it when it left, or when it was given up.</summary>
    public static SentNotice Of(OutboxItem item, ParticipantId to, bool isSent, DateTimeOffset now) => new()
    {
        ParticipantId = to,
        Kind = item.Kind.Name,
        IsSms = item.Kind.IsSms,
        OperationId = item.OperationId,
        SentAt = isSent ? now : null,
        Failed = isSent ? null : new FailedDelivery(now, Undelivered.Refused),
    };

    /// <summary>Whether it left, or was given up, then or later.</summary>
    public bool IsFrom(DateTimeOffset at) => (SentAt ?? Failed?.At) >= at;

    /// <summary>After a report; of two that differ the later one counts, whichever came first.</summary>
    public SentNotice After(DeliveryReport report) =>
        report.At < (Failed?.At ?? DeliveredAt) ? this
        : report.IsDelivered ? this with { DeliveredAt = report.At, Failed = null }
        : this with { DeliveredAt = null, Failed = new FailedDelivery(report.At, WhyOf(report.Status)) };

    private static Undelivered WhyOf(string status) => status switch
    {
        "Bounced" or "Suppressed" => Undelivered.Bounced,
        "Quarantined" or "FilteredSpam" => Undelivered.Spam,
        _ => Undelivered.Failed,
    };
}
