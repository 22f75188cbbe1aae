namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>A session that was found alive has a limit of its own this long; then its address counts.</summary>
    public static readonly TimeSpan SessionSeen = TimeSpan.FromMinutes(10);

    /// <summary>So many sessions have a limit of their own in one process; of more the address counts.</summary>
    public const int SessionsSeen = 10_000;

    /// <summary>
    /// What a page asks over and over by itself, and tells only who is where, reads its session this often.
    /// </summary>
    public static readonly TimeSpan SessionKnown = TimeSpan.FromSeconds(45);

    /// <summary>A tab of a mailbox says this often that it is there, and at once when it is elsewhere.</summary>
    public static readonly TimeSpan PresenceBeat = TimeSpan.FromSeconds(25);

    /// <summary>What was said longer ago than this is said again with what another tab says.</summary>
    public static readonly TimeSpan PresenceBeatAlong = TimeSpan.FromSeconds(15);

    /// <summary>A tab that says nothing more is gone after this.</summary>
    public static readonly TimeSpan PresenceLifetime = TimeSpan.FromSeconds(35);

    /// <summary>So long a request waits for somebody to move: well before the site's proxy ends it.</summary>
    public static readonly TimeSpan PresenceWait = TimeSpan.FromSeconds(25);

    /// <summary>Who is where in a mailbox is read once in this time, for everybody whom the process serves.</summary>
    public static readonly TimeSpan PresenceRead = TimeSpan.FromSeconds(1);

    /// <summary>Who may use the mailbox is read once in this time, while somebody waits.</summary>
    public static readonly TimeSpan PresencePeopleRead = TimeSpan.FromSeconds(5);

    /// <summary>Tabs of one account that are seen in one mailbox.</summary>
    public const int PresenceTabs = 20;

    /// <summary>Messages that waited to go when somebody began to write, as a message names them.</summary>
    public const int WaitingSeen = 50;
}
