namespace Zegel.Functions.Accounts;

/// <summary>An account in the service desk's list: derived from the account, never authoritative.</summary>
/// <param name="AccountId">Which account.</param>
/// <param name="Name">The person's name; empty while invited.</param>
/// <param name="Email">The address.</param>
/// <param name="Roles">What it may be used for.</param>
/// <param name="State">How far it is.</param>
/// <param name="HasSecondFactor">Whether a second factor is active.</param>
/// <param name="InvitedUntil">Until when the invitation works; null in any other state.</param>
public record ListedAccount(
    AccountId AccountId, string Name, string Email, IReadOnlyList<Role> Roles, AccountState State, bool HasSecondFactor,
    DateTimeOffset? InvitedUntil)
{
    /// <summary>How an account is listed.</summary>
    public static ListedAccount Of(Account account)
    {
        var (head, credentials) = (account.Head.Value, account.Credentials.Value);
        return new ListedAccount(
            head.AccountId, head.Name, head.Email, head.Roles, head.State, credentials.Factors.Count > 0,
            head.State == AccountState.Invited ? credentials.InvitedUntil : null);
    }

    /// <summary>What it is called: by name, or by address while there is none.</summary>
    [JsonIgnore]
    public string Called => Name.Length == 0 ? Email : Name;

    /// <summary>Whether these words stand in the name or the address; capitals and accents do not matter.</summary>
    public bool Matches(string words) => Contains(Name, words) || Contains(Email, words);

    /// <summary>Whether a list that shows the other one shows this one.</summary>
    public bool IsSameAs(ListedAccount? other) =>
        other is not null && this == other with { Roles = Roles } && Roles.SequenceEqual(other.Roles);

    private static bool Contains(string text, string words) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
        text, words, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>
/// The list of all accounts. The worker that sends an account's notices makes its row again, so that a change with a
/// notice always arrives in it, also after a crash.
/// </summary>
public sealed class AccountList(StorageClients storage, AccountStore accounts)
{
    /// <summary>How many rows one search reads at most: what one query returns.</summary>
    public const int Scanned = 1000;

    /// <summary>How many accounts one answer holds at most.</summary>
    public const int PageSize = 100;

    private const string Partition = "accounts";

    /// <summary>A filter of the table service has at most 15 comparisons, and the partition is one.</summary>
    private const int KeysInAFilter = 14;

    /// <summary>Of the next <see cref="Scanned"/> rows the accounts with these words, by name.</summary>
    /// <param name="words">Empty for all.</param>
    /// <param name="cursor">What the search before gave as next, or null.</param>
    public async Task<(IReadOnlyList<ListedAccount> Accounts, string? Next)> SearchAsync(
        string words, string? cursor, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {cursor ?? ""}");
        await foreach (var page in storage.LookUps.QueryAsync<TableEntity>(
            filter, Scanned, cancellationToken: cancellationToken).AsPages())
        {
            if (page.Values.Count == 0 && page.ContinuationToken is not null)
            {
                // Legal for the service: nothing on this page, more to come.
                continue;
            }

            var found = page.Values.Select(row => Row.Read<ListedAccount>(row).Value)
                .Where(account => account.Matches(words)).ToList();
            var next = found.Count > PageSize ? found[PageSize - 1].AccountId
                : page.ContinuationToken is null || page.Values.Count == 0 ? null
                : page.Values[^1].RowKey;
            var byName = found.Take(PageSize)
                .OrderBy(account => account.Called, StringComparer.InvariantCultureIgnoreCase);
            return ([.. byName], next);
        }

        return ([], null);
    }

    /// <summary>Those ids that are accounts, as they are listed.</summary>
    public async Task<IReadOnlyDictionary<string, ListedAccount>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ListedAccount>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(KeysInAFilter))
        {
            foreach (var row in await storage.LookUps.ReadAllAsync(
                Row.In(Partition, [.. some.Select(Row.Key)]), cancellationToken))
            {
                found[row.RowKey] = Row.Read<ListedAccount>(row).Value;
            }
        }

        return found;
    }

    /// <summary>All accounts with a role; reads the whole list, for what is rare.</summary>
    public async IAsyncEnumerable<AccountId> WithRoleAsync(
        Role role, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in storage.LookUps.QueryAsync<TableEntity>(
            Row.In(Partition), cancellationToken: cancellationToken))
        {
            if (Row.Read<ListedAccount>(row).Value.Roles.Contains(role))
            {
                yield return AccountId.From(row.RowKey);
            }
        }
    }

    /// <summary>
    /// Makes an account's row again. The row is read before the account and written under its ETag, so that of two
    /// workers the one that read the account later wins.
    /// </summary>
    public Task RefreshAsync(AccountId accountId, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var row = await storage.LookUps.FindAsync<ListedAccount>(Partition, accountId, cancellationToken);
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { } account)
            {
                return (row is null || await TryRemoveAsync(row, cancellationToken), false);
            }

            var listed = ListedAccount.Of(account);
            if (row is null)
            {
                return (await storage.LookUps.TryInsertAsync(Partition, accountId, listed, cancellationToken), true);
            }

            if (listed.IsSameAs(row.Value))
            {
                return (true, false);
            }

            var changes = new Changes(Partition);
            changes.Replace(row, listed);
            return (await changes.TrySubmitAsync(storage.LookUps, cancellationToken), true);
        });

    /// <summary>Of a guest who is gone for good.</summary>
    private Task<bool> TryRemoveAsync(Stored<ListedAccount> row, CancellationToken cancellationToken)
    {
        var changes = new Changes(Partition);
        changes.Delete(row.RowKey, row.ETag);
        return changes.TrySubmitAsync(storage.LookUps, cancellationToken);
    }
}
