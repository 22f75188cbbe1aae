namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Asks the role service desk for an account: it needs a second one's yes, and where there is none it comes after a day
/// in which everybody who was told can stop it.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class AskForServiceDesk(ShownAccounts shown, AccountStore accounts, AccessRequester requester)
{
    [Function(nameof(AskForServiceDesk))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/service-desk")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (!AccountId.TryFrom(accountId, out var id)
            || await accounts.FindAsync(id, null, cancellationToken) is not { Head.Value: var head })
        {
            return new ResourceNotFound().ToResult();
        }

        if (head.IsShut)
        {
            return new AccountShut().ToResult();
        }

        if (!head.Roles.Contains(Role.ServiceDesk)
            && (await requester.AskAsync(
                request.SignedIn(), head, null, AccessRequester.ForTheDesk, cancellationToken))
                .IsRefused(out var problem, out _))
        {
            return problem.ToResult();
        }

        return TypedResults.Ok((await shown.FindAsync(accountId, cancellationToken))!);
    }
}
