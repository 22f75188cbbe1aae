namespace Zegel.Functions.Clients;

/// <summary>
/// Another address for a client who did not log in yet: the same account, with its dossiers. Every link that went to
/// the former address is dead, and asked for a fresh one sends that to the new address. Again changes nothing, and ends
/// what was cut off. What others gave the account, as a guest or as the client of another mailbox, goes to nobody else:
/// then its address stays.
/// </summary>
[Allow(Caller.Staff, Recent = true)]
public sealed class CorrectClientAddress(
    ClientStore clients, MailboxClients list, AccountList all, AccountStore accounts, AccountAddresses addresses,
    TimeProvider time)
{
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    [Function(nameof(CorrectClientAddress))]
    public async Task<Results<Ok<ShownClient>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/clients/{clientId}/address")]
        HttpRequest request,
        string mailboxId,
        string clientId,
        CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse((await request.ReadAsync<Request>(cancellationToken)).Email)!;
        var by = request.SignedIn();
        if (!by.MayUse(mailboxId)
            || await clients.FindOfAsync(MailboxId.From(mailboxId), clientId, cancellationToken) is not { } found)
        {
            return new ResourceNotFound().ToResult();
        }

        var corrected = await addresses.MoveAsync(
            found.Head.Email, email, found.Value.ClientId, accounts, time.GetUtcNow(),
            () => clients.ChangeAsync(clientId, change => Correct(change, email, by), cancellationToken),
            cancellationToken);
        if (corrected.IsRefused(out var problem, out var client))
        {
            return problem.ToResult();
        }

        await all.RefreshAsync(client.Value.ClientId, cancellationToken);
        await list.PutAsync(client, cancellationToken);
        return TypedResults.Ok(ShownClient.Of(client));
    }

    private static Problem? Correct(ClientChange change, string email, SignedIn by)
    {
        var account = change.OfAccount;
        if (account.Head.Email == email)
        {
            return null;
        }

        if (account.Head.State != AccountState.Invited)
        {
            return account.Head.IsShut ? new AccountShut() : new InvitationUsed();
        }

        if (account.Head.Roles is not [Role.Client] || change.Found.IsAskedAsGuest
            || change.Found.Value.MailboxIds.Count > 1)
        {
            return new AccountElsewhere();
        }

        PasswordLinks.InviteAt(account, email, by.AccountId);
        account.Audit(ClientEvents.ClientAddressChanged, actor: by.AccountId);
        return null;
    }
}
