namespace Zegel.Functions.Spaces;

/// <summary>
/// What a participant added to a space with digests, and up to where it was told of what others added.
/// </summary>
public sealed record Following
{
    /// <summary>When it came in, or came back.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether its account is a guest's.</summary>
    public bool IsGuest { get; init; }

    /// <summary>How many entries it added, those that were taken away since included.</summary>
    public int Added { get; init; }

    /// <summary>When it added the last one.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Up to which moment it was told, or looked itself.</summary>
    public required DateTimeOffset ToldUpTo { get; init; }

    /// <summary>Whether it is told once a day only.</summary>
    public bool IsDaily { get; init; }
}
