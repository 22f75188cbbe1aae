namespace Zegel.Functions.Forms;

/// <summary>A form of a mailbox; its header and its draft stand beside it, each version apart.</summary>
public sealed record Form
{
    /// <summary>Made by the browser.</summary>
    public required string FormId { get; init; }

    /// <summary>By whom and with which body it was made: the same again is answered alike.</summary>
    public required string MadeBy { get; init; }

    /// <summary>How often its draft was saved.</summary>
    public required int Revision { get; init; }

    /// <summary>Of the request that saved it last: the same again is answered alike.</summary>
    public required string BodyHash { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did that, by their name then.</summary>
    public required string By { get; init; }

    /// <summary>What was published, the first one first.</summary>
    public IReadOnlyList<FormVersion> Versions { get; init; } = [];

    /// <summary>Of which revision the last version is.</summary>
    public int PublishedRevision { get; init; }

    /// <summary>Whether it is offered no more.</summary>
    public bool IsArchived { get; init; }

    /// <summary>As lists show it.</summary>
    public FormItem Show(SealedNote header) =>
        new(FormId, header, Versions.Count, Revision, PublishedRevision, At, By, IsArchived);
}

/// <summary>A form of a mailbox.</summary>
/// <param name="FormId">Which.</param>
/// <param name="Header">Its title, and how many questions it has.</param>
/// <param name="Version">How often it was published, and the number of the last one; 0: never.</param>
/// <param name="Revision">How often its draft was saved; the next save names it.</param>
/// <param name="PublishedRevision">Of which revision the last version is; a higher one is not published yet.</param>
/// <param name="At">When its draft was saved last.</param>
/// <param name="By">The name of who did that, as it was then.</param>
/// <param name="IsArchived">Whether it is offered no more.</param>
public sealed record FormItem(
    string FormId, SealedNote Header, int Version, int Revision, int PublishedRevision, DateTimeOffset At, string By,
    bool IsArchived);

/// <summary>That a form was published.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="At">When.</param>
/// <param name="By">The name of who did that, as it was then.</param>
public sealed record FormVersion(int Version, DateTimeOffset At, string By);
