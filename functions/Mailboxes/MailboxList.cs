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
public sealed record ListedConversation(
    SpaceId ConversationId, ParticipantId ParticipantId, string MessageId, IReadOnlyList<string> People,
    ParticipantId Author, DateTimeOffset At, byte[] WrappedSealKey, bool IsUnread, int Files, bool NoticeFailed,
    bool NumberWrong, ConversationKind Kind = ConversationKind.Conversation, ParticipantId? Dossier = null);

/// <summary>The conversations of mailboxes, newest first, with the sealed headers of their last messages.</summary>
public sealed class MailboxList(StorageClients storage)
{
    /// <summary>Conversations on one page.</summary>
    public const int PageSize = 50;

    private const string Header = "Header";

    private readonly DerivedList<ListedConversation> list = new(storage.Mailboxes, PageSize);

    /// <summary>Puts a conversation where it belongs; safe to run twice and by two workers at once.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="conversation">The row.</param>
    /// <param name="header">The header of its last message.</param>
    /// <param name="version">How often it changed, where that is counted (<see cref="DerivedList{T}"/>).</param>
    public Task PutAsync(
        MailboxId mailboxId, ListedConversation conversation, SealedNote header, CancellationToken cancellationToken,
        long? version = null) =>
        list.PutAsync(
            mailboxId, conversation.ConversationId, conversation.At, conversation, header.Columns(Header),
            cancellationToken, version: version);

    /// <summary>One page, in one query.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="cursor">What the page before gave as next, or null.</param>
    public async Task<(IReadOnlyList<(ListedConversation Conversation, SealedNote Header)>, string? Next)> PageAsync(
        MailboxId mailboxId, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await list.PageAsync(mailboxId, cursor, cancellationToken);
        return ([.. items.Select(item => (item.Value, SealedNote.FromRow(item.Row, Header)))], next);
    }
}
