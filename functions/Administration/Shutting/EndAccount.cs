using Zegel.Functions.Accounts.Passkeys;
using Zegel.Functions.Administration.Giving;
using Zegel.Functions.Guests;

namespace Zegel.Functions.Administration.Shutting;

/// <summary>
/// Ends an account for good: first it is shut out, then all it could use and log in with is taken away. Its name and
/// address stay in the list, since the trail names it; the address can be invited again, as another account. The only
/// owner of a mailbox can be suspended and not ended. Safe to repeat, also after it was cut off half-way.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class EndAccount(
    Suspension suspension, ShownAccounts shown, MailboxStore mailboxes, WithdrawAccess withdraw, GuestPointers guests,
    StorageClients storage, TimeProvider time)
{
    [Function(nameof(EndAccount))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/end")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn();
        if (!AccountId.TryFrom(accountId, out var theirs))
        {
            return new ResourceNotFound().ToResult();
        }

        var owned = await mailboxes.OwnedByAsync(theirs, cancellationToken);
        if (accountId != by.AccountId && owned.FirstOrDefault(mailbox => mailbox.Owners.Count == 1) is { } only)
        {
            return new LastOwner(only.Name).ToResult();
        }

        if (await suspension.SuspendAsync(accountId, by, cancellationToken) is { } problem)
        {
            return problem.ToResult();
        }

        foreach (var mailbox in owned)
        {
            if (!await mailboxes.TryRemoveOwnerAsync(
                mailbox.MailboxId, theirs, by.AccountId, time.GetUtcNow(), cancellationToken))
            {
                return new LastOwner(mailbox.Name).ToResult();
            }
        }

        await withdraw.TakeAllAsync(theirs, cancellationToken);
        // Before it: a guest who was ended is taken away by the timer.
        await guests.AddDueAsync(SignInPolicy.DayOf(time.GetUtcNow()), theirs, cancellationToken);
        var account = await shown.ChangeAsync(
            accountId, change => EndAsync(change, by.AccountId, cancellationToken), cancellationToken);
        return TypedResults.Ok(account!);
    }

    private async Task<bool> EndAsync(AccountChange change, string by, CancellationToken cancellationToken)
    {
        if (change.Head.State == AccountState.Ended)
        {
            return false;
        }

        var left = await storage.Accounts.ReadAllAsync(
            Row.In(change.Head.AccountId, Row.Prefix(StoredPasskey.Prefix), Row.Prefix(AccessRequests.Prefix),
                Row.Prefix(SessionStore.MemberPrefix)),
            cancellationToken);
        foreach (var row in left.Take(Changes.Most / 2))
        {
            change.Rows.Delete(row.RowKey, ETag.All);
        }

        change.Head = change.Head with { State = AccountState.Ended, Reset = null };
        change.Credentials = new Credentials { InvitationVersion = change.Credentials.InvitationVersion };
        change.Notify(AdministrationNotices.AccountEnded);
        change.Audit(AdministrationEvents.AccountEnded, actor: by);
        return true;
    }
}
