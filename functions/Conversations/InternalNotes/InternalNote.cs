using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.InternalNotes;

/// <summary>
/// What somebody of a mailbox wrote in a conversation for its colleagues alone (X6); its words are a sealed note beside
/// it, under the mailbox's key, which nobody outside ever gets.
/// </summary>
/// <param name="NoteId">Made by the browser.</param>
/// <param name="AccountId">Who wrote it.</param>
/// <param name="By">Their name, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="Revision">Counts its changes: who changes it names the one that was read.</param>
/// <param name="ChangedAt">When it was changed last; null: it never was.</param>
/// <param name="RemovedAt">When it was thrown away: nobody is given it any more, and it goes for good soon.</param>
public sealed record InternalNote(
    string NoteId, AccountId AccountId, string By, DateTimeOffset At, int Revision, DateTimeOffset? ChangedAt = null,
    DateTimeOffset? RemovedAt = null)
{
    /// <summary>The kind of its sheet.</summary>
    public const string Kind = "internal";
}

/// <summary>An internal note as the people of the mailbox have it.</summary>
/// <param name="NoteId">Which.</param>
/// <param name="AccountId">Who wrote it.</param>
/// <param name="By">Their name, as it was then.</param>
/// <param name="At">When.</param>
/// <param name="ChangedAt">When it was changed last; null: it never was.</param>
/// <param name="Revision">Which change of it.</param>
/// <param name="Note">Its words.</param>
public sealed record InternalNoteItem(
    string NoteId, AccountId AccountId, string By, DateTimeOffset At, DateTimeOffset? ChangedAt, int Revision,
    SealedNote Note)
{
    internal static InternalNoteItem Of(Shelved<InternalNote> note) => Of(note.Item.Value, note.Note);

    internal static InternalNoteItem Of(InternalNote note, SealedNote words) =>
        new(note.NoteId, note.AccountId, note.By, note.At, note.ChangedAt, note.Revision, words);
}
