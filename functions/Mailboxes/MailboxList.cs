using Zegel.Functions.Lists;

namespace Zegel.Functions.Mailboxes;

/// <summary>What stands in a mailbox's list.</summary>
public enum ConversationKind
{
    /// <summary>A conversation with people outside.</summary>
    Conversation,

    /// <summary>The messages of a client in a dossier.</summary>
    Dossier,
}

/// <summary>Where a conversation of a mailbox stands.</summary>
public enum Filing
{
    /// <summary>In its inbox.</summary>
    None,

    /// <summary>In its archive, until something comes in from outside.</summary>
    Archived,

    /// <summary>Among what was deleted: for thirty days it can be taken back; then it ends for everybody.</summary>
    Deleted,

    /// <summary>Out of the inbox until a moment that staff chose, or until something comes in.</summary>
    Snoozed,
}

/// <summary>A conversation in a mailbox's list: derived by the delivery worker, never authoritative.</summary>
/// <param name="ConversationId">Which conversation.</param>
/// <param name="ParticipantId">The mailbox's participant in it.</param>
/// <param name="MessageId">The last message, which the header belongs to.</param>
/// <param name="People">Names or addresses of the others.</param>
/// <param name="Author">The participant who wrote last.</param>
/// <param name="At">When.</param>
/// <param name="WrappedSealKey">The conversation's seal key, with its context, under the mailbox's (A256KW).</param>
/// <param name="IsUnread">Whether something came in that nobody of the mailbox opened.</param>
/// <param name="Files">How many files the last message has.</param>
/// <param name="NoticeFailed">Whether a notice could not be delivered.</param>
/// <param name="NumberWrong">Whether a recipient says the number is not theirs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Dossier">Of the messages in a dossier: the mailbox in that dossier.</param>
/// <param name="IsHeld">Whether a recipient's number is still to come (X9).</param>
/// <param name="Filing">In which of the mailbox's views.</param>
/// <param name="EndsAt">Of what was deleted: from when it is gone for everybody.</param>
/// <param name="ExpiresAt">From when nobody is handed the last message; null: it stays.</param>
/// <param name="IsRevoked">Whether the last message was revoked.</param>
/// <param name="Readers">How many of those who are to read the last message, when the mailbox wrote it, did.</param>
/// <param name="Awaited">How many are to read it; none when somebody outside wrote it.</param>
/// <param name="Handling">How its mailbox's people handle it together; null: nobody did anything.</param>
/// <param name="Awaits">Whether somebody outside wrote last, and waits for an answer.</param>
/// <param name="HasFiles">Whether a message of it had files.</param>
/// <param name="HasRevoked">Whether something of it was revoked.</param>
public sealed record ListedConversation(
    SpaceId ConversationId, ParticipantId ParticipantId, string MessageId, IReadOnlyList<string> People,
    ParticipantId Author, DateTimeOffset At, byte[] WrappedSealKey, bool IsUnread, int Files, bool NoticeFailed,
    bool NumberWrong, ConversationKind Kind = ConversationKind.Conversation, ParticipantId? Dossier = null,
    bool IsHeld = false, Filing Filing = Filing.None, DateTimeOffset? EndsAt = null, DateTimeOffset? ExpiresAt = null,
    bool IsRevoked = false, int Readers = 0, int Awaited = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Handling? Handling = null,
    bool Awaits = false, bool HasFiles = false, bool HasRevoked = false);

/// <summary>
/// The conversations of mailboxes, newest first, with the sealed headers of their last messages; inbox, archive, what
/// was deleted and what is snoozed are views of their own.
/// </summary>
public sealed class MailboxList(StorageClients storage, ListColumns columns)
{
    /// <summary>Conversations on one page.</summary>
    public const int PageSize = 50;

    private const string Header = "Header";

    private readonly DerivedList<ListedConversation> list = new(storage.Mailboxes, PageSize);

    /// <summary>Puts a conversation where it belongs; safe to run twice and by two workers at once.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="conversation">The row.</param>
    /// <param name="header">The header of its last message; null when that expired.</param>
    /// <param name="version">How often it changed (<see cref="DerivedList{T}"/>).</param>
    /// <param name="isSettled">Whether that number counts every change of the row.</param>
    public Task PutAsync(
        MailboxId mailboxId, ListedConversation conversation, SealedNote? header, long version,
        CancellationToken cancellationToken, bool isSettled = false) =>
        list.PutAsync(
            mailboxId, conversation.ConversationId, conversation.At, conversation, header?.Columns(Header) ?? [],
            cancellationToken, isSettled, version, view: ViewOf(conversation.Filing),
            asked: ListFilter.ColumnsOf(conversation));

    /// <summary>Takes a conversation off it that ended, for good: no worker that read before puts it back.</summary>
    public Task RemoveAsync(MailboxId mailboxId, SpaceId ended, CancellationToken cancellationToken) =>
        list.RemoveAsync(mailboxId, ended, DateTimeOffset.MaxValue, cancellationToken, long.MaxValue);

    /// <summary>How many conversations of the inbox are unread; no more than are counted. One query.</summary>
    public Task<int> CountUnreadAsync(MailboxId mailboxId, CancellationToken cancellationToken) => list.CountAsync(
        mailboxId, $"{ListFilter.Unread} eq true", SecurityNumbers.UnreadCounted, cancellationToken,
        ViewOf(Filing.None));

    /// <summary>Sees to it that rows from before there were filters can be filtered and counted.</summary>
    public Task PrepareAsync(MailboxId mailboxId, CancellationToken cancellationToken) =>
        columns.EnsureAsync(mailboxId, Enum.GetValues<Filing>().Select(ViewOf), cancellationToken);

    /// <summary>One page; in one query where all are wanted.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="filing">Which view.</param>
    /// <param name="cursor">What the page before gave as next, or null.</param>
    /// <param name="filter">Which are wanted, by whom, of a mailbox that these people can use; null: all.</param>
    public async Task<(IReadOnlyList<(ListedConversation Conversation, SealedNote? Header)>, string? Next)> PageAsync(
        MailboxId mailboxId, Filing filing, string? cursor, CancellationToken cancellationToken,
        (ListFilter Filter, AccountId Me, IReadOnlyCollection<AccountId> Colleagues)? filter = null)
    {
        var view = ViewOf(filing);
        if (filter is not { } wanted)
        {
            return Shown(await list.PageAsync(mailboxId, cursor, cancellationToken, view));
        }

        var query = wanted.Filter.Query(wanted.Me, wanted.Colleagues);
        return Shown(await list.PageAsync(
            mailboxId, cursor, cancellationToken, view, query.Length == 0 ? null : query,
            row => wanted.Filter.Accepts(row, wanted.Colleagues)));
    }

    private static (IReadOnlyList<(ListedConversation Conversation, SealedNote? Header)>, string? Next) Shown(
        (IReadOnlyList<(ListedConversation Value, TableEntity Row)> Items, string? Next) page)
    {
        var (items, next) = page;
        return ([.. items.Select(item => (item.Value, SealedNote.FindInRow(item.Row, Header)))], next);
    }

    private static string ViewOf(Filing filing) => filing switch
    {
        Filing.Archived => "archived",
        Filing.Deleted => "deleted",
        Filing.Snoozed => "snoozed",
        _ => "list",
    };
}
