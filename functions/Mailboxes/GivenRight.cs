namespace Zegel.Functions.Mailboxes;

/// <summary>A right as it is given: what somebody may do with a mailbox, and until when.</summary>
/// <param name="Right">What.</param>
/// <param name="Until">When it ends; null: it does not.</param>
public sealed record GivenRight(MemberRight Right, DateTimeOffset? Until)
{
    /// <summary>
    /// Why this cannot be given for a mailbox; null when it can. Somebody's own mailbox has delegates, a group's has
    /// members and owners. An owner has no end: a mailbox would be left without one.
    /// </summary>
    public Problem? Refuse(OwnedMailbox mailbox, DateTimeOffset now) =>
        mailbox.IsPersonal != (Right == MemberRight.Delegate)
            ? new BadInput("right", mailbox.IsPersonal ? "right-of-person" : "right-of-group")
        : Until is null ? null
        : Right == MemberRight.Owner ? new BadInput("until", "until-of-owner")
        : Until <= now ? new BadInput("until", "until-past")
        : Until > now + SecurityNumbers.LatestRight ? new BadInput("until", "until-late")
        : null;

    /// <summary>The same as a row of the account; whoever stands in for somebody has to ask for mails.</summary>
    public Membership In(MailboxId mailboxId, bool? mails = null) => new(
        mailboxId, Right == MemberRight.Delegate ? MemberRight.Delegate : MemberRight.Member, Until,
        mails ?? Right != MemberRight.Delegate);

    /// <summary>Whether somebody may do more by it, or for longer, than by what they have now.</summary>
    /// <param name="has">What they have; null: nothing.</param>
    /// <param name="now">At this moment.</param>
    public bool IsWiderThan(Member? has, DateTimeOffset now) =>
        has is null || has.Until <= now || RankOf(Right) > RankOf(has.Right)
        || (Until ?? DateTimeOffset.MaxValue) > (has.Until ?? DateTimeOffset.MaxValue);

    private static int RankOf(MemberRight right) => right switch
    {
        MemberRight.Owner => 2,
        MemberRight.Member => 1,
        _ => 0,
    };
}

/// <summary>Somebody may use it already, otherwise than asked: their right is changed where they stand.</summary>
public sealed record AlreadyMember() : Problem(409, "already-member", "They may use this mailbox already.");

/// <summary>As many may use a mailbox as can.</summary>
public sealed record MembersFull(int Most) : Problem(409, "members-full", "As many may use this mailbox as can.");
