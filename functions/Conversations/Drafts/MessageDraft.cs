namespace Zegel.Functions.Conversations.Drafts;

/// <summary>A message that somebody of a mailbox is writing; its words are a sealed note beside it.</summary>
/// <param name="DraftId">Made by the browser.</param>
/// <param name="Revision">Counts its saves: who saves names the one that was read.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">The name of who saved it.</param>
/// <param name="ParticipantId">The mailbox in the conversation it is for, which may not be begun yet.</param>
/// <param name="Files">The ids of its files, which live as long as it does.</param>
/// <param name="KeptUntil">Until when its files are kept, and a pointer looks at it.</param>
/// <param name="AccountId">Who began it: theirs is the answer that they go on with (X4).</param>
public sealed record MessageDraft(
    string DraftId, int Revision, DateTimeOffset At, string By, ParticipantId ParticipantId,
    IReadOnlyList<string> Files, DateTimeOffset KeptUntil, AccountId? AccountId = null)
{
    /// <summary>Whether nobody changed it, or took it back, for so long that it goes.</summary>
    public bool IsOver(DateTimeOffset now) => now >= KeptUntil - SecurityNumbers.DraftTouch;

    /// <summary>Kept from now on for a whole life, and a little longer, so that not every save has to say so.</summary>
    public MessageDraft KeptFrom(DateTimeOffset now) =>
        this with { KeptUntil = now + SecurityNumbers.StaffDraftLifetime + SecurityNumbers.DraftTouch };

    /// <summary>As the people of the mailbox see it.</summary>
    /// <param name="note">Its words.</param>
    /// <param name="sent">That it was sent.</param>
    /// <param name="viewer">To whom it is shown.</param>
    public DraftItem Show(SealedNote note, SentDraft? sent, AccountId viewer) => new(
        DraftId, Revision, At, By, ParticipantId, note, sent?.MessageId, sent?.GoesAt,
        AccountId?.Value is not { } owner || owner == viewer);
}

/// <summary>That a draft was sent, and waits to go.</summary>
/// <param name="Revision">Of the draft, as it was sent.</param>
/// <param name="MessageId">As which message.</param>
/// <param name="GoesAt">When it goes.</param>
public sealed record SentDraft(int Revision, string MessageId, DateTimeOffset GoesAt)
{
    /// <summary>
    /// Until when it says something: messages go within minutes of their moment, and what stands longer was left behind
    /// by a crash.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset CountsUntil => GoesAt.AddSeconds(SecurityNumbers.LongestUndoSeconds);

    /// <summary>Whether it still says something.</summary>
    public bool Counts(DateTimeOffset now) => now < CountsUntil;
}

/// <summary>A draft as the people of its mailbox see it.</summary>
/// <param name="DraftId">Which.</param>
/// <param name="Revision">Which the next save names.</param>
/// <param name="At">When it was saved.</param>
/// <param name="By">The name of who saved it.</param>
/// <param name="ParticipantId">The mailbox in the conversation it is for.</param>
/// <param name="Note">What is written, sealed under the mailbox's key.</param>
/// <param name="MessageId">As which message it was sent; null when it was not.</param>
/// <param name="GoesAt">When that goes.</param>
/// <param name="IsOwn">Whether who is shown it began it, or nobody knows who did.</param>
public sealed record DraftItem(
    string DraftId, int Revision, DateTimeOffset At, string By, ParticipantId ParticipantId, SealedNote Note,
    string? MessageId, DateTimeOffset? GoesAt, bool IsOwn);
