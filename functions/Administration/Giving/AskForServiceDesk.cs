using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Http;

namespace Zegel.Functions.Administration.Giving;

/// <summary>
/// Asks the role service desk for an account: it needs a second one's yes, and where there is none it comes after a day in
/// which everybody who was told can stop it.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class AskForServiceDesk(ShownAccounts shown, AccountStore accounts, AskingForAccess asking)
{
    [Function(nameof(AskForServiceDesk))]
    public async Task<Results<Ok<ShownAccount>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{accountId}/service-desk")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        if (await shown.FindAsync(accountId, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        var head = (await accounts.FindAsync(accountId, null, cancellationToken))!.Head.Value;
        if (head.IsShut)
        {
            return new AccountShut().ToResult();
        }

        if (!head.Roles.Contains(Role.ServiceDesk)
            && (await asking.AskAsync(request.SignedIn(), head, null, asOwner: false, cancellationToken)).Problem is { } problem)
        {
            return problem.ToResult();
        }

        return TypedResults.Ok((await shown.FindAsync(accountId, cancellationToken))!);
    }
}
