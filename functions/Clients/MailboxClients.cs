namespace Zegel.Functions.Clients;

/// <summary>
/// The clients among whom those who work in a mailbox choose: everybody who was made a client for it. A row of
/// <c>lookups</c> each, partition <c>clients~&lt;mailbox&gt;</c>, written before the client's own row says so too; what
/// it says is only to search in.
/// </summary>
public sealed class MailboxClients(StorageClients storage, AccountList accounts)
{
    /// <summary>How many rows one search reads at most: what one query returns.</summary>
    public const int Scanned = 1000;

    /// <summary>How many clients one answer holds at most.</summary>
    public const int PageSize = 100;

    /// <summary>A client as it is searched.</summary>
    private sealed record Listed(AccountId ClientId, ClientKind Kind, string Name, string Email, string? Phone)
    {
        public bool Matches(string words) => Contains(Name, words) || Contains(Email, words);

        private static bool Contains(string text, string words) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(
            text, words, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
    }

    /// <summary>Puts a client among those of a mailbox, or anew after its name was corrected.</summary>
    public Task PutAsync(
        MailboxId mailboxId, Client client, AccountId clientId, string email, CancellationToken cancellationToken) =>
        storage.LookUps.UpsertEntityAsync(
            Row.Of(PartitionOf(mailboxId), clientId,
                new Listed(clientId, client.Kind, client.Name, email, client.Phone)),
            TableUpdateMode.Replace, cancellationToken);

    /// <summary>Anew among those of each mailbox that has it, after it was corrected.</summary>
    public Task PutAsync(FoundClient client, CancellationToken cancellationToken) => Task.WhenAll(
        client.Value.MailboxIds.Select(mailbox => PutAsync(
            mailbox, client.Value, client.Value.ClientId, client.Head.Email, cancellationToken)));

    /// <summary>Of the next <see cref="Scanned"/> rows the clients with these words, by name.</summary>
    /// <param name="mailboxId">Whose.</param>
    /// <param name="words">Empty for all.</param>
    /// <param name="cursor">What the search before gave as next, or null.</param>
    public async Task<(IReadOnlyList<ShownClient> Clients, string? Next)> SearchAsync(
        MailboxId mailboxId, string words, string? cursor, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {PartitionOf(mailboxId)} and RowKey gt {cursor ?? ""}");
        await foreach (var page in storage.LookUps.QueryAsync<TableEntity>(
            filter, Scanned, cancellationToken: cancellationToken).AsPages())
        {
            if (page.Values.Count == 0 && page.ContinuationToken is not null)
            {
                // Legal for the service: nothing on this page, more to come.
                continue;
            }

            var found = page.Values.Select(row => Row.Read<Listed>(row).Value).Where(one => one.Matches(words))
                .ToList();
            var next = found.Count > PageSize ? found[PageSize - 1].ClientId.Value
                : page.ContinuationToken is null || page.Values.Count == 0 ? null
                : page.Values[^1].RowKey;
            return (await ShowAsync([.. found.Take(PageSize)], cancellationToken), next);
        }

        return ([], null);
    }

    /// <summary>By name, each as its account is now; what was never made, or is none any more, is left out.</summary>
    private async Task<IReadOnlyList<ShownClient>> ShowAsync(
        IReadOnlyList<Listed> found, CancellationToken cancellationToken)
    {
        var byId = await accounts.FindAsync(found.Select(one => one.ClientId.Value), cancellationToken);
        var shown = from one in found
                    let account = byId.GetValueOrDefault(one.ClientId.Value)
                    where account is not null && account.Roles.Contains(Role.Client)
                    select new ShownClient(
                        one.ClientId, one.Kind, one.Name, account.Email, one.Phone, account.State,
                        account.InvitedUntil);
        return [.. shown.OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)];
    }

    private static string PartitionOf(MailboxId mailboxId) => "clients~" + mailboxId.Value;
}
