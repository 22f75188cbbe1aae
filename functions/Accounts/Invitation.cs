using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Finding the account an invitation's link names. The link works for seven days and is not used up by opening it.</summary>
public sealed class Invitation(AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <summary>The proof of an invitation is bound to its link.</summary>
    public const string Proof = "invitation";

    /// <summary>The account, or why not.</summary>
    public async Task<(Account? Account, Problem? Problem)> FindAsync(string accountId, string secret, CancellationToken cancellationToken)
    {
        if (!Ids.IsId(accountId)
            || await accounts.FindAsync(accountId, Proof, cancellationToken) is not { } account
            || !Tokens.AreEqual(secret, root.LinkSecret(accountId, account.Credentials.Value.LinkVersion)))
        {
            return (null, new LinkUnknown());
        }

        if (account.Head.Value.IsActive)
        {
            return (null, new InvitationUsed());
        }

        return account.Credentials.Value.InvitedUntil <= time.GetUtcNow() ? (null, new InvitationExpired()) : (account, null);
    }
}
