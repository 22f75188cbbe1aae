using Zegel.Functions.Accounts.Passkeys;

namespace Zegel.Functions.Clients;

/// <summary>The extra accounts of a company: the main account has their ids, each says itself whose it is.</summary>
public sealed class ExtraAccounts(
    StorageClients storage, ClientStore clients, ClientMaker maker, AccountList list, TimeProvider time)
{
    private const int AtOnce = 8;

    /// <summary>How many extra accounts one company adds or invites again in a day.</summary>
    public static Limit LimitOf(SignedIn by) => new(
        "extra-accounts-added", by.AccountId, SecurityNumbers.ExtraAccountsAddedPerDay, TimeSpan.FromDays(1));

    /// <summary>The company whose main account is signed in; null for anybody else.</summary>
    public async Task<FoundClient?> FindCompanyAsync(SignedIn by, CancellationToken cancellationToken) =>
        await clients.FindAsync(by.AccountId, cancellationToken) is { Value.Kind: ClientKind.Company } company
            ? company : null;

    /// <summary>An extra account of the company whose main account is signed in; else null.</summary>
    public async Task<FoundClient?> FindAsync(SignedIn by, string accountId, CancellationToken cancellationToken) =>
        await clients.FindAsync(accountId, cancellationToken) is { } found && found.Value.IsExtraOf(by.AccountId)
            ? found : null;

    /// <summary>The extra accounts of a company, by name.</summary>
    public async Task<IReadOnlyList<FoundClient>> OfAsync(Client company, CancellationToken cancellationToken)
    {
        var found = new FoundClient?[company.ExtraAccountIds.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, found.Length, parallel, async (place, cancellation) =>
            found[place] = await clients.FindAsync(company.ExtraAccountIds[place], cancellation));
        return
        [
            .. found.OfType<FoundClient>().Where(one => one.Value.IsExtraOf(company.ClientId))
                .OrderBy(one => one.Value.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    /// <summary>Adds one; that an address is somebody else's tells the company no more than that.</summary>
    public async Task<Outcome<FoundClient>> AddAsync(
        Client company, AccountId accountId, string name, string email, string? phone, string language,
        CancellationToken cancellationToken)
    {
        var extra = new Client
        {
            ClientId = accountId, Kind = ClientKind.ExtraAccount, Name = name, Phone = phone, Language = language,
            MadeBy = company.ClientId, MadeAt = time.GetUtcNow(), MainAccountId = company.ClientId,
        };
        var added = await maker.MakeAsync(
            new WantedClient(
                extra, email, language, company.Name, id => NoteAsync(company.ClientId, id, cancellationToken)),
            cancellationToken);
        return added.IsRefused(out var problem, out _) && problem is AddressOfColleague or ClientOtherwise
            ? new AddressInUse() : added;
    }

    /// <summary>Ends one, and takes its id from the company; again goes on.</summary>
    public async Task<Problem?> DeleteAsync(SignedIn by, string accountId, CancellationToken cancellationToken)
    {
        if (await FindCompanyAsync(by, cancellationToken) is not { } company
            || !AccountId.TryFrom(accountId, out var id) || !company.Value.ExtraAccountIds.Contains(id))
        {
            return new ResourceNotFound();
        }

        if (await FindAsync(by, accountId, cancellationToken) is not null)
        {
            var ending = await EndingAsync(id, cancellationToken);
            var ended = await clients.ChangeAsync(
                accountId, change => End(change, company.Value, ending), cancellationToken);
            if (ended.IsRefused(out var problem, out _) && problem is not ResourceNotFound)
            {
                return problem;
            }

            await list.RefreshAsync(id, cancellationToken);
        }

        var taken = await clients.ChangeAsync(
            by.AccountId,
            change =>
            {
                change.Client = change.Client! with
                {
                    ExtraAccountIds = [.. change.Client.ExtraAccountIds.Where(one => one != id)],
                };
                return null;
            },
            cancellationToken);
        return taken.IsRefused(out var refusal, out _) ? refusal : null;
    }

    /// <summary>Notes an id in the company before the account is its own.</summary>
    private async Task<Problem?> NoteAsync(AccountId company, AccountId id, CancellationToken cancellationToken)
    {
        var noted = await clients.ChangeAsync(
            company,
            change =>
            {
                var ids = change.Client!.ExtraAccountIds;
                if (!ids.Contains(id) && ids.Count >= SecurityNumbers.ExtraAccounts)
                {
                    return new ExtraAccountsFull(SecurityNumbers.ExtraAccounts);
                }

                change.Client = change.Client with { ExtraAccountIds = [.. ids.Union([id])] };
                return null;
            },
            cancellationToken);
        return noted.IsRefused(out var problem, out _) ? problem : null;
    }

    private static ResourceNotFound? End(ClientChange change, Client company, IReadOnlyList<string> rows)
    {
        if (!change.Client!.IsExtraOf(company.ClientId))
        {
            return new ResourceNotFound();
        }

        var account = change.OfAccount;
        var others = account.Head.Roles.Where(role => role != Role.Client).ToList();
        account.EndSessions();
        if (others.Count > 0)
        {
            (account.Head, change.Client) = (account.Head with { Roles = others }, null);
        }
        else if (account.Head.State != AccountState.Ended)
        {
            account.Head = account.Head with { State = AccountState.Ended, Reset = null };
            account.Credentials = new Credentials { InvitationVersion = account.Credentials.InvitationVersion };
            foreach (var row in rows)
            {
                account.Rows.Delete(row, ETag.All);
            }
        }

        account.Announce(new OutboxItem
        {
            Kind = ClientNotices.ExtraAccountEnded, To = account.Head.Email, Language = account.Head.Language,
            By = company.Name, OperationId = OutboxChanges.NewOperation(),
        });
        account.Audit(ClientEvents.ExtraAccountDeleted, actor: company.ClientId, also: company.ClientId.Value);
        return null;
    }

    /// <summary>What it could log in with; sessions and devices end with the account's generation.</summary>
    private async Task<IReadOnlyList<string>> EndingAsync(AccountId id, CancellationToken cancellationToken) =>
    [
        .. (await storage.Accounts.ReadAllAsync(Row.In(id, Row.Prefix(StoredPasskey.Prefix)), cancellationToken))
            .Select(row => row.RowKey).Take(Changes.Most / 2),
    ];
}
