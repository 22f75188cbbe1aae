namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>An upload ticket works this long, and is renewable.</summary>
    public static readonly TimeSpan UploadTicket = TimeSpan.FromMinutes(15);

    /// <summary>A download ticket works this long, and is renewable.</summary>
    public static readonly TimeSpan DownloadTicket = TimeSpan.FromMinutes(5);

    /// <summary>Tickets to download one file that one reader gets in a day; a bad line needs many.</summary>
    public const int DownloadTicketsPerFilePerDay = 200;

    /// <summary>Bytes of one file (Z12).</summary>
    public const long LargestFile = 50 * GB;

    /// <summary>Bytes that one participant has staged and not sent: the files of a message.</summary>
    public const long LargestMessage = 100 * GB;

    /// <summary>Files that one participant has staged in a conversation and not sent.</summary>
    public const int StagedFiles = 120;

    /// <summary>Bytes of unfinished uploads of all people outside, in all conversations of a mailbox.</summary>
    public const long StagedInMailbox = 500 * GB;

    /// <summary>Bytes of all files in a mailbox's conversations.</summary>
    public const long MailboxQuota = 2_000 * GB;

    /// <summary>The part of `MailboxQuota` that files of people outside never take.</summary>
    public const long QuotaForStaff = 200 * GB;

    /// <summary>Files that are staged, finished, added or handed out in one call.</summary>
    public const int FilesAtOnce = 100;

    /// <summary>A ticket in a shared folder, from which a right can be taken away, works this long (X24).</summary>
    public static readonly TimeSpan FolderTicket = TimeSpan.FromMinutes(5);

    /// <summary>How long who added a file to a folder can take it back, while nobody else had it (X21).</summary>
    public static readonly TimeSpan WithdrawWithin = TimeSpan.FromMinutes(15);

    /// <summary>How long the end of a whole folder can be taken back; then everything in it is deleted.</summary>
    public static readonly TimeSpan EndedSpaceKept = TimeSpan.FromMinutes(15);

    /// <summary>When nothing was added to a folder for this long, its people are told once of what was (X22).</summary>
    public static readonly TimeSpan QuietBeforeDigest = TimeSpan.FromMinutes(10);

    /// <summary>People with whom one folder is shared, those included from whom it was taken.</summary>
    public const int PeopleInFolder = 200;

    private const long GB = 1_000_000_000;
}
