using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Zegel.Local;

/// <summary>What kind of message it is.</summary>
public enum InboxKind
{
    Email,
    Sms,
}

/// <summary>How a message fared, as far as was reported.</summary>
public enum InboxState
{
    /// <summary>Taken from the product; nothing was reported yet.</summary>
    Sent,

    /// <summary>It reached the recipient's mail server or phone.</summary>
    Delivered,

    /// <summary>The recipient's mail server refused it for good: no such address.</summary>
    Bounced,

    /// <summary>It was not delivered for any other reason.</summary>
    Failed,
}

/// <summary>A message to one recipient; of an SMS <see cref="Subject"/> and <see cref="Html"/> are null.</summary>
public sealed record InboxMessage(
    InboxKind Kind, string To, string? Subject, string? Text, string? Html, DateTimeOffset At)
{
    /// <summary>The inbox's own name for it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>How it fared.</summary>
    public InboxState State { get; private init; }

    /// <summary>
    /// What Azure Communication Services would publish through Event Grid, once reported on; null for an SMS that was sent
    /// without asking for a report, of which Azure publishes nothing.
    /// </summary>
    public JsonObject? Report { get; private init; }

    /// <summary>The address, number or name it comes from.</summary>
    [JsonIgnore]
    public string From { get; init; } = "";

    /// <summary>What the provider calls it towards the product, and in reports.</summary>
    [JsonIgnore]
    public string MessageId { get; init; } = "";

    /// <summary>What the sender of an SMS wants to see again in its report; null for nothing.</summary>
    [JsonIgnore]
    public string? Tag { get; init; }

    /// <summary>Whether reports are published of it: of every mail, of an SMS only when its sender asked.</summary>
    [JsonIgnore]
    public bool IsReported { get; init; } = true;

    /// <summary>What its HTML shows by <c>cid:</c>, by content id.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, InboxPart> Parts { get; init; } = new Dictionary<string, InboxPart>();

    internal InboxMessage Reported(InboxState state, DateTimeOffset now) =>
        this with { State = state, Report = IsReported ? InboxReport.Of(this, state, now) : null };
}

/// <summary>An attachment of a mail.</summary>
public sealed record InboxPart(string ContentType, byte[] Bytes);
