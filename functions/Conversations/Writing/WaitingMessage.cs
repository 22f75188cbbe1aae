using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>What became of a message that waited.</summary>
public enum WaitingState
{
    /// <summary>It waits, and can be taken back.</summary>
    Waiting,

    /// <summary>It went; its draft goes too.</summary>
    Went,

    /// <summary>It was taken back; it is a draft again.</summary>
    Undone,

    /// <summary>It could not go any more; it stays here until somebody of the mailbox takes it back.</summary>
    Stopped,
}

/// <summary>
/// A message that somebody of a mailbox sent and that can be taken back (X5), with all that is needed to send it; its
/// notes stand beside it. Nobody but the people of the mailbox sees anything of it.
/// </summary>
/// <param name="Content">The message.</param>
/// <param name="Posted">By whom, when it was sent and when it goes.</param>
/// <param name="AccountId">Whose account sent it.</param>
/// <param name="Draft">The draft it was; null for one that was never kept.</param>
/// <param name="State">What became of it.</param>
/// <param name="IsSettled">Whether its draft knows.</param>
public sealed record WaitingMessage(
    NewMessageContent Content, PostedEntry Posted, AccountId AccountId, DraftReference? Draft,
    WaitingState State = WaitingState.Waiting, bool IsSettled = false)
{
    /// <summary>The kind of its sheet.</summary>
    public const string Kind = "waiting";

    /// <summary>When it goes.</summary>
    [JsonIgnore]
    public DateTimeOffset GoesAt => Posted.GoesAt!.Value;
}

/// <summary>A message that waits, or could not go, as the people of the mailbox see it.</summary>
/// <param name="MessageId">Which.</param>
/// <param name="At">When it was sent.</param>
/// <param name="GoesAt">When it goes; null: it could not go, and waits for somebody to take it back.</param>
/// <param name="By">The name of who sent it.</param>
/// <param name="DraftId">The draft it was, if it was one.</param>
/// <param name="Note">What is written.</param>
public sealed record WaitingItem(
    string MessageId, DateTimeOffset At, DateTimeOffset? GoesAt, string? By, string? DraftId, SealedNote Note)
{
    internal static WaitingItem Of(Shelved<WaitingMessage> waiting)
    {
        var message = waiting.Item.Value;
        DateTimeOffset? goesAt = message.State == WaitingState.Waiting ? message.GoesAt : null;
        return new WaitingItem(
            message.Content.MessageId, message.Posted.At, goesAt, message.Posted.By, message.Draft?.DraftId,
            waiting.Note);
    }
}
