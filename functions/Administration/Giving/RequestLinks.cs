using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Links in the mails about a request, one for each who was told. With one a request can be seen and stopped, never given;
/// it ends with the request, and with the account of who got it.
/// </summary>
public sealed class RequestLinks(AccessRequests requests, AccountStore accounts, RootSecret root)
{
    /// <summary>The request and who holds the link, or why not.</summary>
    public async Task<(Stored<AccessRequest>? Request, AccountHead? Holder, Problem? Problem)> FindAsync(
        string linkId, string secret, CancellationToken cancellationToken)
    {
        if (!Ids.IsRequestLinkId(linkId) || !Tokens.AreEqual(secret, root.LinkSecret(RootSecret.RequestLinkOf(linkId), 1)))
        {
            return (null, null, new LinkUnknown());
        }

        return await requests.FindAsync(linkId[..Ids.Length], cancellationToken) is { } request
            && request.Value.ToldBy(linkId) is { } accountId
            && await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: { State: not AccountState.Ended } holder }
                ? (request, holder, null)
                : (null, null, new RequestOver());
    }
}
