namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>That a browser unlocked a participant, by a method and a link that must still be its own.</summary>
public sealed record Grant(Method Method, int LinkVersion, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt)
{
    /// <summary>Whether it still lets in.</summary>
    public bool IsAlive(Participant participant, DateTimeOffset now) =>
        Method == participant.Method
        && LinkVersion == participant.LinkVersion
        && now < CreatedAt + SecurityNumbers.SessionLifetime
        && now < LastSeenAt + SecurityNumbers.SessionIdle;
}
