namespace Zegel.Functions.Accounts;

/// <summary>
/// The list of accounts without a second factor that always counts (codes by mail count only while the organisation
/// allows them), so that reminding them costs what it reminds. A row is written before an account can be without one
/// and removed after it got one; a row too many is found out when it is read.
/// </summary>
public static class WithoutFactor
{
    private const string Partition = "without-factor";

    /// <summary>Adds the account.</summary>
    public static Task AddAsync(StorageClients storage, AccountId accountId, CancellationToken cancellationToken) =>
        storage.LookUps.UpsertEntityAsync(
            new TableEntity(Partition, accountId), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Removes it.</summary>
    public static Task RemoveAsync(StorageClients storage, AccountId accountId, CancellationToken cancellationToken) =>
        storage.LookUps.DeleteEntityAsync(Partition, accountId, ETag.All, cancellationToken);

    /// <summary>Removes a row that was one too many; not when the account was added again since.</summary>
    public static Task RemoveAsync(
        StorageClients storage, AccountId accountId, ETag listed, CancellationToken cancellationToken)
    {
        var changes = new Changes(Partition);
        changes.Delete(accountId, listed);
        return changes.TrySubmitAsync(storage.LookUps, cancellationToken);
    }

    /// <summary>All of them, each with the ETag of its row.</summary>
    public static async IAsyncEnumerable<(AccountId AccountId, ETag ETag)> ListAsync(
        StorageClients storage,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in storage.LookUps.QueryAsync<TableEntity>(
            Row.In(Partition), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            yield return (AccountId.From(row.RowKey), row.ETag);
        }
    }
}
