namespace Zegel.Functions.Clients;

/// <summary>Somebody who is to be a client.</summary>
/// <param name="Client">The client; its id is the browser's, another one when the address has an account.</param>
/// <param name="Email">The address.</param>
/// <param name="Language"><c>nl</c> or <c>en</c>: of its mails.</param>
/// <param name="Company">Of an extra account: what its company is called.</param>
/// <param name="NoteAsync">Notes what leads to it, before anything of it is written; a refusal ends it.</param>
public sealed record WantedClient(
    Client Client, string Email, string Language, string? Company, Func<AccountId, Task<Problem?>> NoteAsync);

/// <summary>
/// Makes an account with its invitation a client, or an account that is there. Safe to repeat: the client's row, the
/// account and the mail are one transaction, and an address is a client once.
/// </summary>
public sealed class ClientMaker(ClientStore clients, AccountStore accounts, AccountList list, TimeProvider time)
{
    /// <summary>The client with this address: made now, or there already.</summary>
    public async Task<Outcome<FoundClient>> MakeAsync(WantedClient wanted, CancellationToken cancellationToken)
    {
        var made = await Conflicts.RetryAsync(() => TryMakeAsync(wanted, cancellationToken));
        if (!made.IsRefused(out _, out var client))
        {
            await list.RefreshAsync(client.Value.ClientId, cancellationToken);
        }

        return made;
    }

    private async Task<(bool Done, Outcome<FoundClient> Made)> TryMakeAsync(
        WantedClient wanted, CancellationToken cancellationToken)
    {
        var (there, holder, _) = await accounts.FindByEmailAsync(wanted.Email, cancellationToken, alsoRemoved: true);
        if (there is not null)
        {
            return await TryAttachAsync(there, wanted, cancellationToken);
        }

        // An account that has ended keeps no address.
        if (holder is not null && await clients.ReadAsync(holder, cancellationToken)
            is not { Head.State: AccountState.Ended })
        {
            return (true, new AddressInUse());
        }

        if (await wanted.NoteAsync(wanted.Client.ClientId) is { } refusal)
        {
            return (true, refusal);
        }

        var (client, now) = (wanted.Client, time.GetUtcNow());
        var head = new AccountHead
        {
            AccountId = client.ClientId, Name = "", Email = wanted.Email, Language = wanted.Language,
            Roles = [Role.Client], InvitedBy = wanted.Company,
        };
        var isNew = await accounts.InviteAsync(head, [], client.MadeBy, now, cancellationToken, changes =>
        {
            changes.Insert(Client.RowKey, client);
            changes.Audit(new AuditRecord(EventOf(client), now, client.MadeBy, AboutOf(client)));
        });
        return isNew ? (true, (await clients.FindAsync(client.ClientId, cancellationToken))!)
            : await accounts.FindAsync(client.ClientId, null, cancellationToken) is not null ? (true, new IdTaken())
            // Somebody made an account of this address meanwhile.
            : (false, new AddressInUse());
    }

    /// <summary>An account that is there is told, and is a client at once; an invited one is mailed again.</summary>
    private async Task<(bool Done, Outcome<FoundClient> Made)> TryAttachAsync(
        Account there, WantedClient wanted, CancellationToken cancellationToken)
    {
        if (there.Head.Value.Roles.Any(role => role is Role.Staff or Role.ServiceDesk))
        {
            return (true, new AddressOfColleague());
        }

        var found = (await clients.ReadAsync(there.AccountId, cancellationToken))!;
        var client = found.Row?.Value;
        if (client is not null && (client.Kind != wanted.Client.Kind
            || client.MainAccountId?.Value != wanted.Client.MainAccountId?.Value))
        {
            return (true, new ClientOtherwise(client.Kind));
        }

        if (await wanted.NoteAsync(there.AccountId) is { } refusal)
        {
            return (true, refusal);
        }

        IReadOnlyList<MailboxId> mailboxes =
            [.. (client?.MailboxIds ?? []).Union(wanted.Client.MailboxIds)];
        if (client is not null && mailboxes.Count == client.MailboxIds.Count)
        {
            return (true, found);
        }

        var change = found.Account.Change(time.GetUtcNow());
        if (client is null)
        {
            change.Rows.Insert(Client.RowKey, wanted.Client with { ClientId = there.AccountId });
            LetIn(change, wanted);
        }
        else
        {
            change.Rows.Replace(found.Row!, client with { MailboxIds = mailboxes });
        }

        var attached = wanted.Client with { ClientId = there.AccountId };
        change.Audit(EventOf(attached), actor: attached.MadeBy, also: [.. AboutOf(attached).Split(' ').Skip(1)]);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? (true, (await clients.FindAsync(there.AccountId, cancellationToken))!)
            : (false, new ChangedMeanwhile());
    }

    /// <summary>A removed guest is let in again as a client, and stays removed as a guest.</summary>
    private static void LetIn(AccountChange change, WantedClient wanted)
    {
        var head = change.Head;
        var isRemoved = head.State == AccountState.Removed;
        var roles = head.Roles.Where(role => !isRemoved || role != Role.Guest).Union([Role.Client]);
        change.Head = head with
        {
            Roles = [.. roles],
            Removal = null,
            State = !isRemoved ? head.State
                : change.Credentials.PasswordHash is null ? AccountState.Invited
                : AccountState.Active,
            InvitedBy = wanted.Company,
        };
        if (change.Head.State == AccountState.Invited)
        {
            PasswordLinks.InviteAgain(change, mayRepeat: true, wanted.Client.MadeBy);
        }
        else
        {
            change.Announce(new OutboxItem
            {
                Kind = wanted.Company is null ? ClientNotices.ClientHere : ClientNotices.ExtraAccountHere,
                To = head.Email, Language = head.Language, By = wanted.Company,
                OperationId = OutboxChanges.NewOperation(),
            });
        }
    }

    private static AuditEvent EventOf(Client client) =>
        client.Kind == ClientKind.ExtraAccount ? ClientEvents.ExtraAccountAdded : ClientEvents.ClientMade;

    /// <summary>The account, and for which company or mailbox.</summary>
    private static string AboutOf(Client client) => string.Join(
        ' ', client.MailboxIds.Select(id => id.Value).Prepend(client.MainAccountId?.Value ?? "")
            .Where(id => id.Length > 0).Prepend(client.ClientId.Value));
}
