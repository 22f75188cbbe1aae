namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Links in the mails about a request, one for each who was told. With one a request can be seen and stopped, never
/// given; it ends with the request, and with the account of who got it.
/// </summary>
public sealed class RequestLinks(AccessRequests requests, AccountStore accounts, RootSecret root)
{
    /// <summary>The request and who holds the link, or why not.</summary>
    public async Task<Outcome<(Stored<AccessRequest> Request, AccountHead Holder)>> FindAsync(
        string linkId, string secret, CancellationToken cancellationToken)
    {
        if (!Ids.IsRequestLinkId(linkId)
            || !Tokens.AreEqual(secret, root.LinkSecret(RootSecret.RequestLinkOf(linkId), 1)))
        {
            return new LinkUnknown();
        }

        return await requests.FindAsync(linkId[..Ids.Length], cancellationToken) is { } request
            && request.Value.ToldBy(linkId) is { } accountId
            && await accounts.FindAsync(accountId, null, cancellationToken) is { Head.Value: var holder }
            && holder.State != AccountState.Ended
                ? (request, holder)
                : new RequestOver();
    }
}
