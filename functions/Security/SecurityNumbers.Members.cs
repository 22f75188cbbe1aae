namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>At most so many people may use one mailbox: a message mails each of them who wants it.</summary>
    public const int MailboxMembers = 50;

    /// <summary>A right to a mailbox that ends, ends within this time.</summary>
    public static readonly TimeSpan LatestRight = TimeSpan.FromDays(3650);

    /// <summary>What delegates did is shown to whom they stand in for so long (Z22).</summary>
    public static readonly TimeSpan DelegateActsKept = TimeSpan.FromDays(90);

    /// <summary>Unread conversations of a mailbox are counted up to this; the account switch then says 99+.</summary>
    public const int UnreadCounted = 100;
}
