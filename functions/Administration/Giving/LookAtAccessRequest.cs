namespace Zegel.Functions.Administration.Giving;

/// <summary>What a mailed request asks, for its page; changes nothing.</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtAccessRequest(RequestLinks links, MailboxNames names)
{
    /// <param name="Request">What is asked.</param>
    /// <param name="IsOfTheDesk">Whether the reader is of the service desk: there they can say yes.</param>
    public sealed record Response(ShownRequest Request, bool IsOfTheDesk);

    [Function(nameof(LookAtAccessRequest))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "access-request-links/{linkId}/look")] HttpRequest request,
        string linkId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        if ((await links.FindAsync(linkId, body.Secret, cancellationToken)).IsRefused(out var problem, out var found))
        {
            return problem.ToResult();
        }

        var (asked, holder) = (found.Request.Value, found.Holder);
        var isOfTheDesk = holder.Roles.Contains(Role.ServiceDesk);
        var mayGive = holder.IsActive && holder.AccountId != asked.AskedBy && (isOfTheDesk || !asked.IsForDesk)
            && (holder.AccountId != asked.AccountId || asked.IsForSuccessorToAccept);
        var named = await names.GetAsync(asked.MailboxId is { } mailbox ? [mailbox] : [], cancellationToken);
        return TypedResults.Ok(new Response(ShownRequest.Of(asked, id => named[id], mayGive), isOfTheDesk));
    }
}
