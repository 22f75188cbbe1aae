namespace Zegel.Functions.Clients;

/// <summary>A change of a client: its row, and the account's with it.</summary>
public sealed class ClientChange(FoundClient found, DateTimeOffset now)
{
    /// <summary>As it was read.</summary>
    public FoundClient Found => found;

    /// <summary>The client as it shall be; null: it is none any more.</summary>
    public Client? Client { get; set; } = found.Value;

    /// <summary>The account's change.</summary>
    public AccountChange OfAccount { get; } = found.Account.Change(now);

    /// <summary>Mails the invitation again, unless it was accepted or the account was shut out.</summary>
    public Problem? InviteAgain(SignedIn by)
    {
        if (OfAccount.Head.State != AccountState.Invited)
        {
            return OfAccount.Head.IsShut ? new AccountShut() : new InvitationUsed();
        }

        PasswordLinks.InviteAgain(OfAccount, mayRepeat: true, by.AccountId);
        return null;
    }
}

/// <summary>Clients: the row <c>client</c> in the account's partition, changed with the account.</summary>
public sealed class ClientStore(StorageClients storage, AccountStore accounts, TimeProvider time)
{
    /// <summary>The client with this id; null for what is no account with the role.</summary>
    public async Task<FoundClient?> FindAsync(string clientId, CancellationToken cancellationToken) =>
        await ReadAsync(clientId, cancellationToken) is { } found && found.Head.Roles.Contains(Role.Client)
            ? found : null;

    /// <summary>The client with this id, as far as the mailbox has it among its clients; else null.</summary>
    public async Task<FoundClient?> FindOfAsync(
        MailboxId mailboxId, string clientId, CancellationToken cancellationToken) =>
        await FindAsync(clientId, cancellationToken) is { } found && found.Value.MailboxIds.Contains(mailboxId)
            ? found : null;

    /// <summary>
    /// Changes a client on what is stored then: read again whenever it met another change, and refused when
    /// <paramref name="decide"/> says so.
    /// </summary>
    /// <param name="clientId">Which.</param>
    /// <param name="decide">Makes the change; a refusal leaves all as it was.</param>
    /// <returns>The client as it is then.</returns>
    public Task<Outcome<FoundClient>> ChangeAsync(
        string clientId, Func<ClientChange, Problem?> decide, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<FoundClient>>(async () =>
        {
            if (await FindAsync(clientId, cancellationToken) is not { } found)
            {
                return (true, new ResourceNotFound());
            }

            var change = new ClientChange(found, time.GetUtcNow());
            if (decide(change) is { } refusal)
            {
                return (true, refusal);
            }

            Write(change);
            return await accounts.TrySaveAsync(change.OfAccount, cancellationToken)
                ? (true, (await ReadAsync(clientId, cancellationToken))!)
                : (false, new ChangedMeanwhile());
        });

    /// <summary>An account with its row, if it has one, whatever its roles are.</summary>
    public async Task<FoundClient?> ReadAsync(string accountId, CancellationToken cancellationToken)
    {
        if (!AccountId.TryFrom(accountId, out var id))
        {
            return null;
        }

        var rows = await storage.Accounts.ReadAllAsync(
            Row.In(
                id, Row.Key(SessionStore.HeadRow), Row.Key(AccountStore.CredentialsRow), Row.Key(Client.RowKey),
                Row.Key(AccountStore.GuestRow)),
            cancellationToken);
        var byKey = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        return byKey.TryGetValue(SessionStore.HeadRow, out var head)
            && byKey.TryGetValue(AccountStore.CredentialsRow, out var credentials)
            ? new FoundClient(
                byKey.TryGetValue(Client.RowKey, out var client) ? Row.Read<Client>(client) : null,
                new Account(Row.Read<AccountHead>(head), Row.Read<Credentials>(credentials), null),
                byKey.ContainsKey(AccountStore.GuestRow))
            : null;
    }

    /// <summary>What a client sees of being one.</summary>
    public async Task<OwnClient> ShowOwnAsync(SignedIn signedIn, CancellationToken cancellationToken)
    {
        var own = (await ReadAsync(signedIn.AccountId, cancellationToken))!.Value;
        var company = own.MainAccountId is { } main
            ? (await ReadAsync(main, cancellationToken))?.Value.Name
            : own.Kind == ClientKind.Company ? own.Name : null;
        return new OwnClient(own.ClientId, own.Kind, own.Name, company, own.Notices);
    }

    private static void Write(ClientChange change)
    {
        var rows = change.OfAccount.Rows;
        switch (change.Found.Row, change.Client)
        {
            case ({ } row, null):
                rows.Delete(row.RowKey, row.ETag);
                break;
            case ({ } row, { } client) when client != row.Value:
                rows.Replace(row, client);
                break;
            case (null, { } client):
                rows.Insert(Client.RowKey, client);
                break;
        }
    }
}
