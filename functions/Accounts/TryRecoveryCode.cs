namespace Zegel.Functions.Accounts;

/// <summary>Takes one recovery code that was typed over, to know that they were kept (N47); not used up.</summary>
[Allow(Caller.Account)]
public sealed class TryRecoveryCode(AccountStore accounts, Throttle throttle, RootSecret root, TimeProvider time)
{
    public sealed record Request(string Code) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
    }

    [Function(nameof(TryRecoveryCode))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/recovery-codes/try")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (CodeForm.Recovery.Read(body.Code) is not { } code)
        {
            return new NotACode(CodeForm.Recovery.Length).ToResult();
        }

        var accountId = request.SignedIn().AccountId;
        var limit = new Limit("recovery-try", accountId, SecurityNumbers.LogInCodesPerHour, TimeSpan.FromHours(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var account = (await accounts.FindAsync(accountId, null, cancellationToken))!;
        if (account.Credentials.Value.Recovery is not { } recovery || recovery.Find(root, code) is null)
        {
            return new CodeRefused(SecurityNumbers.TriesPerChallenge, null).ToResult();
        }

        var change = account.Change(time.GetUtcNow());
        change.Credentials = change.Credentials with { Recovery = recovery with { Tried = true } };
        return await accounts.TrySaveAsync(change, cancellationToken)
            ? TypedResults.NoContent()
            : new ChangedMeanwhile().ToResult();
    }
}
