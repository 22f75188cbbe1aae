using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// What fits. What staff stage is counted as announced, what people outside stage as it is really stored: an
/// announcement costs nothing, so it takes no room from anybody.
/// </summary>
internal static class FileQuotas
{
    /// <summary>Whether a conversation has room for another file of one participant, by what was announced there.</summary>
    /// <param name="unsent">The files of the conversation that were not sent, those that ended included.</param>
    /// <param name="author">The participant.</param>
    /// <param name="size">Of the new file.</param>
    public static Problem? RefuseInConversation(IReadOnlyList<AttachedFile> unsent, string author, long size)
    {
        if (unsent.Count >= SecurityNumbers.StagedFiles)
        {
            return new ConversationFull();
        }

        var waiting = unsent.Where(file => !file.IsEnded).ToList();
        if (waiting.Where(file => file.Author == author).Sum(file => file.Size) + size > SecurityNumbers.LargestMessage)
        {
            return new MessageTooLarge();
        }

        return !AttachedFile.IsOutside(author)
            || waiting.Where(file => AttachedFile.IsOutside(file.Author)).Sum(file => file.Size) + size <= SecurityNumbers.StagedInConversation
                ? null
                : new ConversationStagingFull();
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
