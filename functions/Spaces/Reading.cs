namespace Zegel.Functions.Spaces;

/// <summary>What a participant of a space with tabs has read, and what it was told of.</summary>
public sealed record Reading
{
    /// <summary>When it first came into the space: what is older was never news to it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>From when it is in the space, or back in it.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many entries of others it did not open, by tab.</summary>
    public IReadOnlyDictionary<string, int> Unread { get; init; } = new Dictionary<string, int>();

    /// <summary>When it last opened one for the first time.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it last wrote one.</summary>
    public DateTimeOffset? WroteAt { get; init; }

    /// <summary>Of which kinds of news it was told, and when; empty since it looked.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Told { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>With so many more unread in a tab; never below none.</summary>
    public Reading WithUnread(string tab, int more) => this with
    {
        Unread = new Dictionary<string, int>(Unread)
        {
            [tab] = Math.Max(0, Unread.GetValueOrDefault(tab) + more),
        },
    };

    /// <summary>Whether the mail it had of this kind still says all; after a day it is said again.</summary>
    public bool IsTold(string kind, DateTimeOffset now) =>
        Told.TryGetValue(kind, out var at) && now < at + SecurityNumbers.NoticeAgain;

    /// <summary>Told of this kind now.</summary>
    public Reading Tell(string kind, DateTimeOffset now) => this with
    {
        Told = new Dictionary<string, DateTimeOffset>(Told) { [kind] = now },
    };

    /// <summary>It looked, or could not be told: the next news is told.</summary>
    public Reading TellAnew() => Told.Count == 0 ? this : this with { Told = new Dictionary<string, DateTimeOffset>() };
}
