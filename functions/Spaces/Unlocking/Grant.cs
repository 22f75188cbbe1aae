namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// That a browser unlocked a participant, by a method, a link and a password that must still be its own.
/// </summary>
public sealed record Grant(
    Method Method, int LinkVersion, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int PasswordVersion = 0)
{
    /// <summary>Whether it still lets in.</summary>
    public bool IsAlive(Participant participant, DateTimeOffset now) =>
        participant.Revoked is null
        && Method == participant.Method
        && LinkVersion == participant.LinkVersion
        && PasswordVersion == participant.PasswordVersion
        && now < CreatedAt + SecurityNumbers.SessionLifetime
        && now < LastSeenAt + SecurityNumbers.SessionIdle;
}
