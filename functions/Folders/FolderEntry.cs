namespace Zegel.Functions.Folders;

/// <summary>What an entry of a folder is.</summary>
public enum EntryKind
{
    /// <summary>A file; its id is the entry's.</summary>
    File,

    /// <summary>A subfolder, or with the space's own id the folder itself.</summary>
    Folder,
}

/// <summary>Something in a folder; its sealed note, with its name, stands beside it.</summary>
public sealed record FolderEntry
{
    /// <summary>Bytes of a sealed name, and of what vouches for a file.</summary>
    public const int LargestNote = 4 * 1024;

    /// <summary>Bytes of a name's tag (SHA-256).</summary>
    public const int NameTagBytes = 256 / 8;

    /// <summary>Made by the browser; of a file the file's id, of the folder itself the space's.</summary>
    public required string EntryId { get; init; }

    /// <summary>What it is.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>The subfolder it stands in, or the folder; null of the folder itself.</summary>
    public string? Parent { get; init; }

    /// <summary>Under which its name is taken there, in hexadecimal digits; null of the folder itself.</summary>
    public string? NameTag { get; init; }

    /// <summary>Whose note it has.</summary>
    public required ParticipantId Author { get; init; }

    /// <summary>The name of who added it, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Plain bytes of a file.</summary>
    public long? Size { get; init; }

    /// <summary>When who added it took it back: the file is gone, and staff see that it was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? WithdrawnAt { get; init; }
}
