namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// A browser in which a recipient needs no code for a while; a row in the partition of the space. Its token changes at
/// every use, so that a copy shows itself: whoever comes second has a token that was used.
/// </summary>
public sealed record ReaderDevice
{
    /// <summary>Names it.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Whose code or password it stands for.</summary>
    public required ParticipantId ParticipantId { get; init; }

    /// <summary>When it was made; it lives no longer than <see cref="EndsAt"/>.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The hash of the token that is valid now.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The hash of the one before; null when there was none.</summary>
    public string? FormerHash { get; init; }

    /// <summary>When the token changed.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>What it stands for; with another method, number, link or password it is worth nothing.</summary>
    public required Method Method { get; init; }

    /// <inheritdoc cref="Method"/>
    public required string? Phone { get; init; }

    /// <inheritdoc cref="Method"/>
    public required int LinkVersion { get; init; }

    /// <inheritdoc cref="Method"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int PasswordVersion { get; init; }

    /// <summary>Browser and system.</summary>
    public required string Device { get; init; }

    /// <summary>What it let in lately, which ends with it.</summary>
    public IReadOnlyList<OpenedByDevice> Opened { get; init; } = [];

    /// <summary>Whether it was ended; the row stays until what it let in has ended too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEnded { get; init; }

    /// <summary>Until when it lives.</summary>
    [JsonIgnore]
    public DateTimeOffset EndsAt => CreatedAt + SecurityNumbers.RememberLifetime;

    /// <summary>Whether it was not ended, and its time is not over.</summary>
    public bool Stands(DateTimeOffset now) => !IsEnded && now < EndsAt;

    /// <summary>Whether it still stands for a code of this participant.</summary>
    public bool IsAlive(Participant participant, DateTimeOffset now) =>
        Stands(now) && Method == participant.Method && Phone == participant.Phone
        && LinkVersion == participant.LinkVersion && PasswordVersion == participant.PasswordVersion;

    /// <summary>Whether this is its token, or a moment ago it was (two tabs).</summary>
    public bool Knows(string token, DateTimeOffset now)
    {
        var hash = Tokens.Hash(token);
        return Tokens.AreEqual(hash, TokenHash)
            || (FormerHash is { } former && Tokens.AreEqual(hash, former)
                && now < RotatedAt + SecurityNumbers.RememberOverlap);
    }

    /// <summary>With another token, unless the one that came had been changed already.</summary>
    public ReaderDevice Rotate(string token, string next, DateTimeOffset now) =>
        Tokens.AreEqual(Tokens.Hash(token), TokenHash)
            ? this with { TokenHash = Tokens.Hash(next), FormerHash = TokenHash, RotatedAt = now }
            : this;

    /// <summary>
    /// It lets somebody in; what it let in so long ago that it has ended is forgotten, and of many the first: a grant
    /// names its device, and is worth nothing without it.
    /// </summary>
    public ReaderDevice Open(ParticipantId participant, Visitor visitor, DateTimeOffset now)
    {
        var lately = Opened.Where(one => now < one.At + SecurityNumbers.SessionLifetime)
            .Where(one => one.ParticipantId != participant || one.Browser != visitor.Hash);
        return this with
        {
            Opened =
            [
                .. lately.TakeLast(SecurityNumbers.OpenedByReader - 1),
                new OpenedByDevice(participant, visitor.Hash, now),
            ],
        };
    }
}

/// <summary>What a remembered browser let in: a grant.</summary>
public sealed record OpenedByDevice(ParticipantId ParticipantId, string Browser, DateTimeOffset At);

/// <summary>Names a remembered browser: whose it is, and which.</summary>
public sealed record DeviceName(ParticipantId ParticipantId, string DeviceId);

/// <summary>
/// A cookie of a remembered browser: <c>&lt;participant&gt;.&lt;device&gt;.&lt;256 random bits&gt;</c>.
/// </summary>
public sealed record ReaderCookie(ParticipantId ParticipantId, string DeviceId, string Token)
{
    /// <summary>The browser that it is of.</summary>
    public DeviceName Device => new(ParticipantId, DeviceId);

    /// <summary>What the request brought; null when that is not one of ours.</summary>
    public static ReaderCookie? Of(HttpRequest request) =>
        request.Cookies[Cookies.Reader]?.Split('.') is [var participant, var deviceId, { Length: 43 } token]
        && ParticipantId.TryFrom(participant, out var id) && Ids.IsId(deviceId)
            ? new ReaderCookie(id, deviceId, token) : null;

    /// <summary>The form in which the browser keeps it.</summary>
    public override string ToString() => $"{ParticipantId}.{DeviceId}.{Token}";
}
