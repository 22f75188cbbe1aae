using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Administration;

/// <summary>
/// Shows the service desk the code that it says by phone after a reset (T26). Written down before it is shown, which is why
/// it is no GET.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ShowResetCode(ShownAccounts shown, AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <param name="Code">Eight digits.</param>
    /// <param name="ExpiresAt">Until when it can be typed.</param>
    public sealed record Response(string Code, DateTimeOffset ExpiresAt);

    [Function(nameof(ShowResetCode))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{accountId}/reset-code")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn().AccountId;
        if (accountId == by)
        {
            return new OwnAccount().ToResult();
        }

        if (await shown.FindAsync(accountId, cancellationToken) is null)
        {
            return new ResourceNotFound().ToResult();
        }

        var now = time.GetUtcNow();
        var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
        if (account.Credentials.Value.ResetCode is not { } code || !code.IsOpen(now))
        {
            return new NoResetCode().ToResult();
        }

        var change = account.Change(now);
        change.Audit(AuditEvent.ResetCodeShown, actor: by);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(new Response(root.ResetCode(code.Id), code.ExpiresAt))
            : new ChangedMeanwhile().ToResult();
    }
}
