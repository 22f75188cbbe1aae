using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Finding the account an invitation's link names. The link works for seven days and is not used up by opening it.</summary>
public sealed class Invitation(AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <summary>The account, or why not; an expired invitation comes with its account, so that a fresh one can be mailed.</summary>
    public async Task<(Account? Account, Problem? Problem)> FindAsync(string accountId, string secret, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(accountId)
            || await accounts.FindAsync(accountId, null, cancellationToken) is not { } account
            || account.Head.Value.IsShut
            || !IsSecretOf(account, secret))
        {
            return (null, new LinkUnknown());
        }

        if (account.Head.Value.IsActive)
        {
            return (null, new InvitationUsed());
        }

        var isNewest = Tokens.AreEqual(secret, root.LinkSecret(accountId, account.Credentials.Value.InvitationVersion));
        return !isNewest || account.Credentials.Value.InvitedUntil <= time.GetUtcNow()
            ? (account, new InvitationExpired())
            : (account, null);
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
