using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;

namespace Zegel.Functions.Administration.Giving;

/// <summary>What a mailed request asks, for its page; changes nothing.</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtAccessRequest(RequestLinks links)
{
    /// <param name="Request">What is asked.</param>
    /// <param name="IsOfTheDesk">Whether the reader of the mail works at the service desk: there they can say yes.</param>
    public sealed record Response(ShownRequest Request, bool IsOfTheDesk);

    [Function(nameof(LookAtAccessRequest))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "access-request-links/{linkId}/look")] HttpRequest request,
        string linkId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkSecretBody>(cancellationToken);
        var (found, holder, problem) = await links.FindAsync(linkId, body.Secret, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var isOfTheDesk = holder!.Roles.Contains(Role.ServiceDesk);
        var mayGive = holder.IsActive && holder.AccountId != found!.Value.AskedBy && (isOfTheDesk || !found.Value.IsForDesk);
        return TypedResults.Ok(new Response(ShownRequest.Of(found!.Value, mayGive), isOfTheDesk));
    }
}
