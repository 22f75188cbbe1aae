namespace Zegel.Functions.Folders;

/// <summary>
/// The notices of shared folders, with their texts in the files beside this one. A name is never in one.
/// </summary>
internal static partial class FolderNotices
{
    private static readonly NoticeLink Opening = new("/files/", null);

    /// <summary>To a guest or colleague: a folder is shared with them (A14).</summary>
    public static readonly Notice FolderShared = Notice.Mail(Nl.FolderShared, En.FolderShared, link: Opening);

    /// <summary>To a guest or colleague: there is something new in a folder (X22).</summary>
    public static readonly Notice FolderNews = Notice.Mail(
        Nl.FolderNews, En.FolderNews, link: Opening, tellsOfMessage: true);

    /// <summary>To the owner of a mailbox: there is something new in one of its folders (X22).</summary>
    public static readonly Notice MailboxFolderNews = Notice.Mail(
        Nl.MailboxFolderNews, En.MailboxFolderNews, "/files/", tellsOfMessage: true);

    /// <summary>To who added a file, or the owner of the mailbox: a reader's check of it failed.</summary>
    public static readonly Notice FolderFileDamaged = Notice.Mail(
        Nl.FolderFileDamaged, En.FolderFileDamaged, "/files/", Opening, canWait: true);

    /// <summary>To the owner of a mailbox: somebody could not be told of a folder.</summary>
    public static readonly Notice FolderPersonNotReached = Notice.Mail(
        Nl.FolderPersonNotReached, En.FolderPersonNotReached, "/files/", canWait: true);

    /// <summary>Without one of these somebody does not know that a folder has something for them.</summary>
    public static IReadOnlyList<Notice> OfWaiting { get; } = [FolderShared, FolderNews];
}
