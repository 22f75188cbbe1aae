namespace Zegel.Functions.Accounts.Passkeys;

/// <summary>A question to a browser about a passkey, that was not answered yet.</summary>
/// <param name="State">What the handler needs to judge the answer.</param>
/// <param name="ExpiresAt">Until when it may be answered.</param>
/// <param name="AccountId">Whose passkey it must be; null: anybody's (a log-in without a password).</param>
public sealed record Ceremony(string State, DateTimeOffset ExpiresAt, AccountId? AccountId);

/// <summary>
/// Passkeys, and open ceremonies: rows <c>ceremony~&lt;hash&gt;</c> in the account's partition, or in one of their own
/// where the account is not known yet.
/// </summary>
public sealed class PasskeyStore(StorageClients storage, Expiries expiries, TimeProvider time)
{
    /// <summary>The passkeys of an account, each under its ETag.</summary>
    public async Task<IReadOnlyList<Stored<StoredPasskey>>> ListAsync(
        AccountId accountId, CancellationToken cancellationToken)
    {
        var filter = Row.In(accountId, Row.Prefix(StoredPasskey.Prefix));
        return [.. (await storage.Accounts.ReadAllAsync(filter, cancellationToken)).Select(Row.Read<StoredPasskey>)];
    }

    /// <summary>The account with its passkeys, as a ceremony sees it.</summary>
    public async Task<PasskeyOwner> OwnerAsync(AccountId accountId, CancellationToken cancellationToken) =>
        new(accountId, [.. (await ListAsync(accountId, cancellationToken)).Select(passkey => passkey.Value)]);

    /// <summary>Keeps a ceremony; a new one of the same key takes the place of the old one.</summary>
    /// <param name="partition">The account, or a random id.</param>
    /// <param name="key">The hash of the cookie of the browser that must answer.</param>
    /// <param name="state">See <see cref="Ceremony"/>.</param>
    /// <param name="accountId">See <see cref="Ceremony"/>.</param>
    public async Task BeginAsync(
        string partition, string key, string state, AccountId? accountId, CancellationToken cancellationToken)
    {
        var ceremony = new Ceremony(state, time.GetUtcNow() + SecurityNumbers.LogInLifetime, accountId);
        await expiries.AddAsync(ceremony.ExpiresAt, AccountRow.Kind, partition, RowOf(key), cancellationToken);
        var row = Row.Of(partition, RowOf(key), ceremony);
        await storage.Accounts.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>
    /// Takes an open ceremony away, before its answer is judged: of several answers at once one gets it, and none
    /// counts twice. Null: there is none, or it is too old.
    /// </summary>
    public async Task<Ceremony?> TakeAsync(string partition, string key, CancellationToken cancellationToken)
    {
        if (await storage.Accounts.FindAsync<Ceremony>(partition, RowOf(key), cancellationToken) is not { } found)
        {
            return null;
        }

        var changes = new Changes(partition);
        changes.Delete(found.RowKey, found.ETag);
        return await changes.TrySubmitAsync(storage.Accounts, cancellationToken)
            && time.GetUtcNow() < found.Value.ExpiresAt
            ? found.Value : null;
    }

    /// <summary>The key of the one ceremony of a session: registering a passkey.</summary>
    public static string KeyOf(SignedIn signedIn) => signedIn.Session.RowKey[(SessionStore.Prefix.Length + 1)..];

    private static string RowOf(string key) => "ceremony~" + key;
}
