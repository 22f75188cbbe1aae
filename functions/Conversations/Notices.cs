using Zegel.Functions.Notifications;

namespace Zegel.Functions.Conversations;

/// <summary>The notices of conversations as outbox items.</summary>
internal static class Notices
{
    /// <summary>A mail to a person, with the link; with a code when <paramref name="challenge"/> is given.</summary>
    public static OutboxItem To(Participant person, NoticeKind kind, string mailbox, Challenge? challenge = null) => new()
    {
        Kind = kind,
        To = person.Email,
        Language = person.Language,
        Mailbox = mailbox,
        LinkId = person.ParticipantId,
        LinkVersion = person.LinkVersion,
        ChallengeId = challenge?.Id,
        NotAfter = challenge?.ExpiresAt,
        ParticipantId = person.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A code by SMS.</summary>
    public static OutboxItem Sms(Participant person, Challenge challenge) => new()
    {
        Kind = NoticeKind.UnlockSms,
        To = person.Phone,
        Language = person.Language,
        ChallengeId = challenge.Id,
        NotAfter = challenge.ExpiresAt,
        ParticipantId = person.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A mail to the owner of the mailbox.</summary>
    public static OutboxItem ToOwner(Conversation conversation, NoticeKind kind) => new()
    {
        Kind = kind,
        Language = "nl",
        Mailbox = conversation.MailboxName,
        MailboxId = conversation.MailboxId,
        OperationId = OutboxChanges.NewOperation(),
    };
}
