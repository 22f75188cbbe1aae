using Zegel.Functions.Spaces.Unlocking;

namespace Zegel.Functions.Spaces;

/// <summary>The notices of spaces as outbox items.</summary>
public static class Notices
{
    /// <summary>
    /// A mail to a person, with the link; with a code when <paramref name="challenge"/> is given. Whoever reads with an
    /// account is told where the account is, and not while it is shut.
    /// </summary>
    public static OutboxItem To(Participant person, Notice kind, Space space, Challenge? challenge = null) => new()
    {
        Kind = kind,
        To = person.AccountId is { } account ? Recipient.Of(account) : person.Email!,
        Language = person.Language,
        MailboxId = space.MailboxId,
        LinkId = person.ParticipantId,
        LinkVersion = person.LinkVersion,
        ChallengeId = challenge?.Id,
        NotAfter = challenge?.ExpiresAt,
        ParticipantId = person.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A mail to a person of whom a browser is remembered, with the link that ends that.</summary>
    public static OutboxItem OfDevice(Participant person, Notice kind, Space space, ReaderDevice device) =>
        To(person, kind, space) with
        {
            LinkId = $"{person.ParticipantId}-{device.DeviceId}",
            LinkVersion = 0,
            Device = device.Device,
            Date = device.CreatedAt,
        };

    /// <summary>A code by SMS.</summary>
    public static OutboxItem Sms(Participant person, Notice kind, Challenge challenge) => new()
    {
        Kind = kind,
        To = person.Phone!,
        Language = person.Language,
        ChallengeId = challenge.Id,
        NotAfter = challenge.ExpiresAt,
        ParticipantId = person.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>By SMS that mail does not reach a person, with what of their address they know it by.</summary>
    public static OutboxItem NotReached(Participant person, Notice kind, Space space) => new()
    {
        Kind = kind,
        To = person.Phone!,
        Language = person.Language,
        MailboxId = space.MailboxId,
        // In the alphabet of SMS.
        Person = EmailAddress.Mask(person.Email!).Replace('•', '*'),
        ParticipantId = person.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A mail to the members of the mailbox.</summary>
    public static OutboxItem ToOwner(Space space, Notice kind) => new()
    {
        Kind = kind,
        To = Recipient.Members,
        Language = "nl",
        MailboxId = space.MailboxId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A mail to one of the people of the mailbox.</summary>
    public static OutboxItem ToMember(Space space, AccountId member, Notice kind) =>
        ToOwner(space, kind) with { To = Recipient.Of(member) };

    /// <summary>A mail to whoever has a participant's account, with its link.</summary>
    public static OutboxItem ToAccount(Participant participant, Notice kind, Space space) => new()
    {
        Kind = kind,
        To = Recipient.Of(participant.AccountId!.Value),
        Language = participant.Language,
        MailboxId = space.MailboxId,
        LinkId = participant.ParticipantId,
        ParticipantId = participant.ParticipantId,
        OperationId = OutboxChanges.NewOperation(),
    };

    /// <summary>A mail to a participant, whoever it is.</summary>
    public static OutboxItem ToAnyone(Participant participant, Notice kind, Space space) =>
        participant.IsMailbox ? ToOwner(space, kind)
        : participant.Email is null ? ToAccount(participant, kind, space)
        : To(participant, kind, space);
}
