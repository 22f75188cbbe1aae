using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// What fits. What staff stage is counted as announced, what people outside stage as it is really stored: an
/// announcement costs nothing, so it takes no room from anybody.
/// </summary>
internal static class FileQuotas
{
    /// <summary>
    /// Whether one participant may stage another file in a conversation, by what they announced there themselves:
    /// what others announce takes no place and no room from them.
    /// </summary>
    /// <param name="unsent">The participant's files in the conversation that were not sent, those that ended included.</param>
    /// <param name="size">Of the new file.</param>
    public static Problem? RefuseOfOne(IReadOnlyList<AttachedFile> unsent, long size)
    {
        if (unsent.Count >= SecurityNumbers.StagedFiles)
        {
            return new TooManyStaged();
        }

        return unsent.Where(file => !file.IsEnded).Sum(file => file.Size) + size > SecurityNumbers.LargestMessage
            ? new MessageTooLarge()
            : null;
    }

    /// <summary>Whether a mailbox has room for a new file.</summary>
    /// <param name="use">What is taken, a file of staff included.</param>
    /// <param name="file">The file.</param>
    public static Problem? RefuseNew(SpaceUse use, AttachedFile file)
    {
        if (!AttachedFile.IsOutside(file.Author))
        {
            // What people outside have under way is not in it: it never stands in the way of staff.
            return use.Stored + use.StagedByStaff > SecurityNumbers.MailboxSpace ? new MailboxFull() : null;
        }

        var all = use.Stored + use.StagedByStaff + use.StagedOutside + file.Size;
        return use.StagedOutside + file.Size > SecurityNumbers.StagedInMailbox ? new MailboxStagingFull()
            : all > SecurityNumbers.MailboxSpace || use.Outside + file.Size > SecurityNumbers.MailboxSpace - SecurityNumbers.SpaceForStaff ? new MailboxFull()
            : null;
    }

    /// <summary>Whether an upload of somebody outside that was let in may go on, by what is really stored.</summary>
    public static Problem? RefuseToGoOn(SpaceUse use) =>
        use.StagedOutside > SecurityNumbers.StagedInMailbox ? new MailboxStagingFull() : null;
}
