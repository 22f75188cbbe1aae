using Azure;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Access;

/// <summary>The part of an account that every request needs; the row is written by <c>Accounts</c>.</summary>
public sealed record AccountHead(string AccountId, string Name, string Email, string Language, bool IsStaff, bool IsActive);

/// <summary>A session of an account; a row in the account's partition.</summary>
public sealed record Session(DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether it still counts: not idle too long, not too old.</summary>
    public bool IsAlive(DateTimeOffset now) => now < ExpiresAt && now < LastSeenAt + SecurityNumbers.SessionIdle;
}

/// <summary>
/// Sessions of accounts. The cookie is <c>&lt;account id&gt;.&lt;256 random bits&gt;</c> and its hash is the row's key in the
/// account's partition, so that one query brings the account, its memberships and the session, and ending an account
/// ends them all.
/// </summary>
public sealed class SessionStore(StorageClients storage, Expiries expiries, TimeProvider time)
{
    /// <summary>The row of the account itself.</summary>
    public const string HeadRow = "head";

    /// <summary>Makes a session and returns the cookie.</summary>
    public async Task<string> StartAsync(string accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var cookie = accountId + "." + Tokens.New();
        var session = new Session(now, now, now + SecurityNumbers.SessionLifetime);
        await expiries.AddAsync(session.ExpiresAt, "session", accountId, RowOf(cookie), cancellationToken);
        await storage.Accounts.TryInsertAsync(accountId, RowOf(cookie), session, cancellationToken);
        return cookie;
    }

    /// <summary>Who this cookie is, or null. Notes that the session is in use.</summary>
    public async Task<Staff?> FindAsync(string? cookie, CancellationToken cancellationToken)
    {
        if (AccountOf(cookie) is not { } accountId)
        {
            return null;
        }

        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(accountId, Row.Key(HeadRow), Row.Key(RowOf(cookie!)), Row.Prefix("member")), cancellationToken);
        var head = rows.Where(row => row.RowKey == HeadRow).Select(Row.Read<AccountHead>).SingleOrDefault();
        var session = rows.Where(row => row.RowKey == RowOf(cookie!)).Select(Row.Read<Session>).SingleOrDefault();
        var now = time.GetUtcNow();
        if (head is not { Value: { IsStaff: true, IsActive: true } account } || session is null || !session.Value.IsAlive(now))
        {
            return null;
        }

        if (now >= session.Value.LastSeenAt + SecurityNumbers.SessionTouch)
        {
            var changes = new Changes(accountId);
            changes.Replace(session, session.Value with { LastSeenAt = now });
            // False: another request of the same session noted it, or ended it.
            await changes.TrySubmitAsync(storage.Accounts, cancellationToken);
        }

        var memberships = rows.Where(row => row.RowKey.StartsWith("member~", StringComparison.Ordinal))
            .Select(row => Row.Read<Membership>(row).Value).ToList();
        return new Staff(accountId, account.Name, account.Email, account.Language, memberships, session.Value.ExpiresAt);
    }

    /// <summary>Ends the session of this cookie.</summary>
    public async Task EndAsync(string? cookie, CancellationToken cancellationToken)
    {
        if (AccountOf(cookie) is { } accountId)
        {
            await storage.Accounts.DeleteEntityAsync(accountId, RowOf(cookie!), ETag.All, cancellationToken);
        }
    }

    /// <summary>The account a cookie of the form <c>&lt;account id&gt;.&lt;token&gt;</c> names, or null.</summary>
    public static string? AccountOf(string? cookie) =>
        cookie is { Length: Ids.Length + 1 + 43 } && cookie[Ids.Length] == '.' && Ids.IsId(cookie[..Ids.Length])
            ? cookie[..Ids.Length]
            : null;

    private static string RowOf(string cookie) => "session~" + Tokens.Hash(cookie);
}
