namespace Zegel.Functions.Accounts;

/// <summary>
/// A device that stays signed in; a row in the account's partition. Its token changes at every use, so that a copy
/// shows itself: whoever comes second has a token that was used.
/// </summary>
public sealed record RememberedDevice
{
    /// <summary>When it was made; it never lives longer than the organisation allows from here.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The hash of the token that is valid now.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The hash of the one before; null when there was none.</summary>
    public string? FormerHash { get; init; }

    /// <summary>When the token changed.</summary>
    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>The account's generation at that time; another one means it was ended.</summary>
    public required int Generation { get; init; }

    /// <summary>The second factor of the log-in that made it: it counts as long as that does.</summary>
    public required FactorMethod? Method { get; init; }

    /// <summary>The <see cref="KnownDevice"/> it was made on.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Browser and system.</summary>
    public required string Device { get; init; }
}

/// <summary>
/// A cookie of a remembered device: <c>&lt;account id&gt;.&lt;series id&gt;.&lt;256 random bits&gt;</c>.
/// </summary>
public sealed record RememberedCookie(AccountId AccountId, string SeriesId, string Token)
{
    /// <summary>Reads a cookie; null when it is not one of ours.</summary>
    public static RememberedCookie? Read(string? cookie) =>
        cookie?.Split('.') is [var account, var seriesId, { Length: 43 } token]
        && AccountId.TryFrom(account, out var accountId) && Ids.IsId(seriesId)
            ? new RememberedCookie(accountId, seriesId, token) : null;

    /// <summary>The same device with another token.</summary>
    public RememberedCookie Rotate() => this with { Token = Tokens.New() };

    /// <summary>The form in which the browser keeps it.</summary>
    public override string ToString() => $"{AccountId}.{SeriesId}.{Token}";
}

/// <summary>Rows of remembered devices.</summary>
public sealed class RememberedDevices(StorageClients storage)
{
    /// <summary>The prefix of their rows.</summary>
    public const string Prefix = "series";

    /// <summary>The row of a device.</summary>
    public static string RowOf(string seriesId) => $"{Prefix}~{seriesId}";

    /// <summary>Adds a device to a change; returns its cookie.</summary>
    public static RememberedCookie Add(AccountChange change, FactorMethod? method, string deviceId, string device)
    {
        var cookie = new RememberedCookie(change.Account.AccountId, Tokens.NewId(), Tokens.New());
        change.PutExpiring(
            RowOf(cookie.SeriesId),
            new RememberedDevice
            {
                CreatedAt = change.Now, TokenHash = Tokens.Hash(cookie.Token), RotatedAt = change.Now,
                Generation = change.Head.Generation, Method = method, DeviceId = deviceId, Device = device,
            },
            change.Now + SecurityNumbers.RememberLifetime);
        return cookie;
    }

    /// <summary>The device, or null.</summary>
    public Task<Stored<RememberedDevice>?> FindAsync(RememberedCookie cookie, CancellationToken cancellationToken) =>
        storage.Accounts.FindAsync<RememberedDevice>(cookie.AccountId, RowOf(cookie.SeriesId), cancellationToken);

    /// <summary>Ends the device of a cookie, when its token is the valid one.</summary>
    public async Task EndAsync(RememberedCookie cookie, CancellationToken cancellationToken)
    {
        if (await FindAsync(cookie, cancellationToken) is { } device
            && Tokens.AreEqual(device.Value.TokenHash, Tokens.Hash(cookie.Token)))
        {
            await EndAsync(cookie.AccountId, cookie.SeriesId, cancellationToken);
        }
    }

    /// <summary>Ends a device and the sessions that came from it; safe to repeat.</summary>
    public async Task EndAsync(AccountId accountId, string seriesId, CancellationToken cancellationToken)
    {
        await storage.Accounts.DeleteEntityAsync(accountId, RowOf(seriesId), ETag.All, cancellationToken);
        var sessions = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Prefix(SessionStore.Prefix)), cancellationToken);
        foreach (var session in sessions.Select(Row.Read<Session>).Where(session => session.Value.SeriesId == seriesId))
        {
            await storage.Accounts.DeleteEntityAsync(accountId, session.RowKey, ETag.All, cancellationToken);
        }
    }
}
