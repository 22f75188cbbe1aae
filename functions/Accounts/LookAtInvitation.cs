namespace Zegel.Functions.Accounts;

/// <summary>Whether an invitation can still be accepted; changes nothing. For whom it is must be typed (N3).</summary>
[Allow(Caller.Anyone)]
public sealed class LookAtInvitation(Invitation invitation, OrganisationStore organisations)
{
    public sealed record Response(string Organisation, string Language);

    [Function(nameof(LookAtInvitation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "invitations/{accountId}/look")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        if ((await invitation.FindAsync(accountId, body.Secret, cancellationToken))
            .IsRefused(out var problem, out var account))
        {
            return problem.ToResult();
        }

        var organisation = await organisations.GetAsync(cancellationToken);
        return TypedResults.Ok(new Response(organisation.Name, account.Head.Value.Language));
    }
}
