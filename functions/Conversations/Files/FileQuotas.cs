namespace Zegel.Functions.Conversations.Files;

/// <summary>How much may be sent, in plain bytes, decided before an upload begins. Pages say the same numbers in words.</summary>
public static class FileQuotas
{
    /// <summary>One file (Z12).</summary>
    public const long LargestFile = 50 * GB;

    /// <summary>What one participant has staged and not sent: the files of a message.</summary>
    public const long LargestMessage = 100 * GB;

    /// <summary>Everything in a mailbox's conversations, sent or staged.</summary>
    public const long MailboxSpace = 2_000 * GB;

    /// <summary>Files that are staged in a conversation and not sent.</summary>
    public const int StagedFiles = 120;

    private const long GB = 1_000_000_000;
}
