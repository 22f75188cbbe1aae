namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// That a browser unlocked a participant, by a method, a link and a password that must still be its own.
/// </summary>
/// <param name="Device">As which remembered browser; null: as none. When that is gone it lets nobody in.</param>
public sealed record Grant(
    Method Method, int LinkVersion, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int PasswordVersion = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DeviceName? Device = null)
{
    /// <summary>Whether it still lets in.</summary>
    /// <param name="participant">Whom.</param>
    /// <param name="device">The remembered browser that it names, as it is stored; null when that is gone.</param>
    /// <param name="now">When.</param>
    public bool IsAlive(Participant participant, ReaderDevice? device, DateTimeOffset now) =>
        participant.Revoked is null
        && (Device is null || device?.Stands(now) == true)
        && Method == participant.Method
        && LinkVersion == participant.LinkVersion
        && PasswordVersion == participant.PasswordVersion
        && now < CreatedAt + SecurityNumbers.SessionLifetime
        && now < LastSeenAt + SecurityNumbers.SessionIdle;
}
