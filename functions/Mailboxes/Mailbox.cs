using Zegel.Functions.Sealing;

namespace Zegel.Functions.Mailboxes;

/// <summary>A secure mailbox. Its seal key is made by the functions when the mailbox is made.</summary>
/// <param name="MailboxId">32 hexadecimal digits.</param>
/// <param name="Name">As people see it: "Info".</param>
/// <param name="SealKey">Wrapped under the master key.</param>
public sealed record Mailbox(string MailboxId, string Name, WrappedSealKey SealKey);

/// <summary>
/// A conversation in a mailbox's list: derived from the conversation by the delivery worker, never authoritative.
/// </summary>
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
public sealed record ListedConversation(
    string ConversationId,
    string ParticipantId,
    string MessageId,
    IReadOnlyList<string> People,
    string Author,
    DateTimeOffset At,
    byte[] WrappedSealKey,
    bool IsUnread,
    int Files,
    bool NoticeFailed,
    bool NumberWrong);
