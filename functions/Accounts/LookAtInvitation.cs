using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Organisations;

namespace Zegel.Functions.Accounts;

/// <summary>For whom an invitation is; changes nothing.</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtInvitation(Invitation invitation, OrganisationStore organisations)
{
    public sealed record Request(string Secret) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Secret.Length <= 100, "secret", "length-0-100");
    }

    public sealed record Response(string Organisation, string Email, string Language);

    [Function(nameof(LookAtInvitation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invitations/{accountId}/look")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (account, problem) = await invitation.FindAsync(accountId, body.Secret, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var organisation = await organisations.GetAsync(cancellationToken);
        return TypedResults.Ok(new Response(organisation.Name, account!.Head.Value.Email, account.Head.Value.Language));
    }
}
