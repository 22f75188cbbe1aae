namespace Zegel.Functions.Access;

/// <summary>What somebody may do with a mailbox; whoever has any of these reads and writes in it.</summary>
public enum MemberRight
{
    /// <summary>Works in it.</summary>
    Member,

    /// <summary>Works in it in the place of somebody else, as a rule until a moment.</summary>
    Delegate,

    /// <summary>Decides who its members are. The mailbox says who does: its last owner stays.</summary>
    Owner,
}

/// <summary>That an account may use a mailbox; a row of the account, judged at every request.</summary>
/// <param name="MailboxId">Which.</param>
/// <param name="Right">Member or delegate; that a member is an owner too stands in the mailbox.</param>
/// <param name="Until">When it ends; null: it does not.</param>
/// <param name="Mails">Whether the person wants the notices of the mailbox; a delegate has to ask.</param>
public sealed record Membership(
    MailboxId MailboxId, MemberRight Right = MemberRight.Member, DateTimeOffset? Until = null,
    bool Mails = true)
{
    /// <summary>Whether it counts at this moment.</summary>
    public bool Counts(DateTimeOffset now) => !(Until <= now);
}
