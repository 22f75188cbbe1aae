namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// What fits. What staff stage is counted as announced, what people outside stage as it is really stored: an
/// announcement costs nothing, so it takes no room from anybody.
/// </summary>
internal static class FileQuotas
{
    /// <summary>
    /// Whether one participant may stage another file in a space, by what they announced there themselves: what others
    /// announce takes no place and no room from them.
    /// </summary>
    /// <param name="unsent">The participant's files in the space that were not sent, those that ended included.</param>
    /// <param name="size">Of the new file.</param>
    public static Problem? RefuseOfOne(IReadOnlyList<SealedFile> unsent, long size)
    {
        if (unsent.Count >= SecurityNumbers.StagedFiles)
        {
            return new TooManyStaged();
        }

        return unsent.Where(file => !file.IsEnded).Sum(file => file.Size) + size > SecurityNumbers.LargestMessage
            ? new MessageTooLarge()
            : null;
    }

    /// <summary>Which of one call's files do not fit, each beside those before it that do.</summary>
    /// <param name="use">What is taken, the new files of staff included.</param>
    /// <param name="files">The files, and whether they are new.</param>
    public static IEnumerable<(SealedFile File, Problem Problem)> RefuseOf(
        QuotaUse use, IReadOnlyList<(SealedFile File, bool IsNew)> files)
    {
        var before = use with
        {
            StagedByStaff = use.StagedByStaff - files.Where(one => one.IsNew && one.File.IsOfMailbox)
                .Sum(one => one.File.Size),
        };
        foreach (var (file, isNew) in files)
        {
            var with = !isNew ? before
                : file.IsOfMailbox ? before with { StagedByStaff = before.StagedByStaff + file.Size }
                : before with { StagedOutside = before.StagedOutside + file.Size };
            var problem = isNew ? RefuseNew(file.IsOfMailbox ? with : before, file)
                : file.IsOfMailbox ? null
                : RefuseToGoOn(use);
            if (problem is not null)
            {
                yield return (file, problem);
            }
            else
            {
                before = with;
            }
        }
    }

    /// <summary>Whether a mailbox has room for a new file.</summary>
    /// <param name="use">What is taken, a file of staff included.</param>
    /// <param name="file">The file.</param>
    public static Problem? RefuseNew(QuotaUse use, SealedFile file)
    {
        if (file.IsOfMailbox)
        {
            // What people outside have under way is not in it: it never stands in the way of staff.
            return use.Stored + use.StagedByStaff > SecurityNumbers.MailboxQuota ? new MailboxFull() : null;
        }

        if (use.StagedOutside + file.Size > SecurityNumbers.StagedInMailbox)
        {
            return new MailboxStagingFull();
        }

        var all = use.Stored + use.StagedByStaff + use.StagedOutside + file.Size;
        var outside = use.Outside + file.Size;
        return all > SecurityNumbers.MailboxQuota
            || outside > SecurityNumbers.MailboxQuota - SecurityNumbers.QuotaForStaff
            ? new MailboxFull()
            : null;
    }

    /// <summary>Whether an upload of somebody outside that was let in may go on, by what is really stored.</summary>
    public static Problem? RefuseToGoOn(QuotaUse use) =>
        use.StagedOutside > SecurityNumbers.StagedInMailbox ? new MailboxStagingFull() : null;
}
