namespace Zegel.Functions.Administration;

/// <summary>
/// Shows the service desk the code that it says by phone after a reset (T26). Written down before it is shown, which is
/// why it is no GET.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class ShowResetCode(AccountStore accounts, RootSecret root, TimeProvider time)
{
    /// <param name="Code">Eight digits.</param>
    /// <param name="ExpiresAt">Until when it can be typed.</param>
    public sealed record Response(string Code, DateTimeOffset ExpiresAt);

    [Function(nameof(ShowResetCode))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "accounts/{accountId}/reset-code")] HttpRequest request,
        string accountId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var by = request.SignedIn().AccountId;
        if (accountId == by)
        {
            return new OwnAccount().ToResult();
        }

        if (!AccountId.TryFrom(accountId, out var id)
            || await accounts.FindAsync(id, null, cancellationToken) is not { } account)
        {
            return new ResourceNotFound().ToResult();
        }

        var now = time.GetUtcNow();
        if (account.Credentials.Value.ResetCode is not { } code || !code.IsOpen(now))
        {
            return new NoResetCode().ToResult();
        }

        var change = account.Change(now);
        change.Audit(AdministrationEvents.ResetCodeShown, actor: by);
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.Ok(new Response(code.CodeOf(root), code.ExpiresAt))
            : new ChangedMeanwhile().ToResult();
    }
}
