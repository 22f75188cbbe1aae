using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders;

/// <summary>What somebody with whom a folder is shared may do in it.</summary>
public enum FolderRight
{
    /// <summary>See and download.</summary>
    Read,

    /// <summary>Upload too.</summary>
    Upload,
}

/// <summary>When somebody is told that there is something new in a folder (X22).</summary>
public enum Digest
{
    /// <summary>One mail when nothing was added for ten minutes.</summary>
    Soon,

    /// <summary>One mail a day.</summary>
    Daily,
}

/// <summary>Rights in folders as those of spaces.</summary>
internal static class FolderRights
{
    /// <summary>What is stored.</summary>
    public static Rights ToRights(this FolderRight right) =>
        right == FolderRight.Upload ? Rights.Read | Rights.Upload : Rights.Read;

    /// <summary>As audit records name it.</summary>
    public static string NameOf(this FolderRight right) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(right.ToString());

    /// <summary>What it says; null for none.</summary>
    public static FolderRight? Of(Rights rights) =>
        rights.HasFlag(Rights.Read | Rights.Upload) ? FolderRight.Upload
        : rights.HasFlag(Rights.Read) ? FolderRight.Read
        : null;
}
