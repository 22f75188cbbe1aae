namespace Zegel.Functions.Access;

/// <summary>
/// A row of an account that ends by itself: a session, a proof, a request. Deletes it, unless it was written anew
/// since: then another pointer leads to it when it ends.
/// </summary>
public sealed class AccountRow(StorageClients storage, TimeProvider time) : IExpiring
{
    /// <inheritdoc cref="IExpiring.Kind"/>
    public const string Kind = "account-row";

    /// <summary>What such rows have in common.</summary>
    private sealed record Ending(DateTimeOffset? ExpiresAt = null);

    string IExpiring.Kind => Kind;

    /// <inheritdoc/>
    public async Task EndAsync(string partition, string row, CancellationToken cancellationToken)
    {
        if (await storage.Accounts.FindAsync<Ending>(partition, row, cancellationToken) is { } found
            && !(found.Value.ExpiresAt > time.GetUtcNow()))
        {
            await storage.Accounts.DeleteEntityAsync(partition, row, found.ETag, cancellationToken);
        }
    }
}
