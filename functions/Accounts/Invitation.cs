namespace Zegel.Functions.Accounts;

/// <summary>Finds the account of an invitation's link, which works for seven days, however often opened.</summary>
public sealed class Invitation(AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <summary>The account, or why not.</summary>
    /// <param name="accountId">Of the link.</param>
    /// <param name="secret">Of the link.</param>
    /// <param name="mayBeDead">Whether one that has expired will do, to mail a fresh one.</param>
    public async Task<Outcome<Account>> FindAsync(
        string accountId, string secret, CancellationToken cancellationToken, bool mayBeDead = false)
    {
        if (!AccountId.TryFrom(accountId, out var id)
            || await accounts.FindAsync(id, null, cancellationToken) is not { } account
            || account.Head.Value is { IsShut: true, State: not AccountState.Removed }
            || !IsSecretOf(account, secret))
        {
            return new LinkUnknown();
        }

        if (account.Head.Value is { State: AccountState.Removed, Removal: { } removed })
        {
            // The link was mailed to the guest: it says why it leads nowhere (X19).
            return removed;
        }

        if (account.Head.Value.IsActive)
        {
            return new InvitationUsed();
        }

        var isNewest = Tokens.AreEqual(secret, root.LinkSecret(accountId, account.Credentials.Value.InvitationVersion));
        var isDead = !isNewest || account.Credentials.Value.InvitedUntil <= time.GetUtcNow();
        return isDead && !mayBeDead ? new InvitationExpired() : account;
    }

    /// <summary>Whether it is the secret of this invitation or of an earlier one: those lead to a fresh one.</summary>
    private bool IsSecretOf(Account account, string secret)
    {
        var found = false;
        for (var version = 1; version <= account.Credentials.Value.InvitationVersion; version++)
        {
            found |= Tokens.AreEqual(secret, root.LinkSecret(account.AccountId, version));
        }

        return found;
    }
}
