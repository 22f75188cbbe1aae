using Zegel.Functions.Guests;

namespace Zegel.Functions.Administration.Shutting;

/// <summary>
/// Shutting somebody out: at once, since every request, link and code is judged by the account's state as it is then.
/// Nobody does it to themselves, so whoever does it stays; and of two of the service desk who do it to each other at
/// the same moment one stays at least, since each looks afterwards whether they were shut out meanwhile.
/// </summary>
public sealed class Suspension(ShownAccounts shown, AccountStore accounts, GuestPointers guests)
{
    /// <summary>Suspends an account; one that is suspended or has ended stays as it is.</summary>
    public async Task<Problem?> SuspendAsync(string accountId, SignedIn by, CancellationToken cancellationToken)
    {
        if (accountId == by.AccountId)
        {
            return new OwnAccount();
        }

        if (AccountId.TryFrom(accountId, out var theirs))
        {
            // Before it: the service desk finds the guests whom nobody answers for any more.
            await guests.NoteLeftAsync(theirs, cancellationToken);
        }

        var isChanged = false;
        var account = await shown.ChangeAsync(
            accountId,
            change =>
            {
                isChanged = !change.Head.IsShut;
                if (isChanged)
                {
                    Suspend(change, by.AccountId);
                }

                return Task.FromResult(isChanged);
            },
            cancellationToken);
        if (account is null)
        {
            return new ResourceNotFound();
        }

        if (!isChanged || await IsOfTheDeskAsync(by.AccountId, cancellationToken))
        {
            return null;
        }

        await ResumeAsync(accountId, "system", cancellationToken);
        return new NotSignedIn();
    }

    /// <summary>Takes a suspension back; anything else stays as it is.</summary>
    public Task<ShownAccount?> ResumeAsync(string accountId, string by, CancellationToken cancellationToken) =>
        shown.ChangeAsync(
            accountId,
            change =>
            {
                if (change.Head.State != AccountState.Suspended)
                {
                    return Task.FromResult(false);
                }

                // A guest whose access ended meanwhile is still to be restored.
                var was = change.Head.Removal is not null ? AccountState.Removed
                    : change.Credentials.PasswordHash is null ? AccountState.Invited
                    : AccountState.Active;
                change.Head = change.Head with { State = was };
                change.Notify(AdministrationNotices.AccountResumed);
                change.Audit(AdministrationEvents.AccountResumed, actor: by);
                return Task.FromResult(true);
            },
            cancellationToken);

    /// <summary>Whether an account works at the service desk as stored now.</summary>
    public async Task<bool> IsOfTheDeskAsync(AccountId accountId, CancellationToken cancellationToken) =>
        await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { IsActive: true } head }
            && head.Roles.Contains(Role.ServiceDesk);

    private static void Suspend(AccountChange change, string by)
    {
        change.Head = change.Head with { State = AccountState.Suspended };
        change.Credentials = change.Credentials with
        {
            PasswordLinkVersion = change.Credentials.PasswordLinkVersion + 1, PasswordLinkUntil = null,
            ResetCode = null,
        };
        change.EndSessions();
        change.Notify(AdministrationNotices.AccountSuspended);
        change.Audit(AdministrationEvents.AccountSuspended, actor: by);
    }
}
