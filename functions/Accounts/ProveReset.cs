namespace Zegel.Functions.Accounts;

/// <summary>
/// Takes the code that the service desk said by phone after a reset (T26): in this session, and no other, a second
/// factor can be set up from now on. A try is counted before it is compared.
/// </summary>
[Allow(Caller.Enrolling)]
public sealed class ProveReset(
    AccountStore accounts, SignInPolicyStore policies, StorageClients storage, RootSecret root, TimeProvider time)
{
    public sealed record Request(string Code) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
    }

    [Function(nameof(ProveReset))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/reset-code")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (CodeForm.Reset.Read(body.Code) is not { } code)
        {
            return new NotACode(CodeForm.Reset.Length).ToResult();
        }

        var signedIn = request.SignedIn();
        if (await CountAsync(signedIn.AccountId, cancellationToken) is not { } counted)
        {
            return new ResetCodeDead().ToResult();
        }

        var isRight = counted.IsAnsweredBy(code, root);
        var problem = await Conflicts.RetryAsync(() => EndTryAsync(signedIn, counted, isRight, cancellationToken));
        return problem is null ? TypedResults.NoContent() : problem.ToResult();
    }

    private Task<ResetCode?> CountAsync(AccountId accountId, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<ResetCode?>(async () =>
        {
            var now = time.GetUtcNow();
            if (await accounts.FindAsync(accountId, null, cancellationToken) is not { } account
                || account.Credentials.Value.ResetCode is not { } open || !open.IsOpen(now))
            {
                return (true, null);
            }

            var counted = open with { Tries = open.Tries + 1 };
            var change = account.Change(now);
            change.Credentials = change.Credentials with { ResetCode = counted };
            return (await accounts.TrySaveAsync(change, cancellationToken), counted);
        });

    private async Task<(bool Done, Problem? Problem)> EndTryAsync(
        SignedIn signedIn, ResetCode counted, bool isRight, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = (await accounts.FindAsync(signedIn.AccountId, null, cancellationToken))!;
        var session = await storage.Accounts.FindAsync<Session>(
            signedIn.AccountId, signedIn.Session.RowKey, cancellationToken);
        if (account.Credentials.Value.ResetCode is not { } open || open.Id != counted.Id
            || session?.Value.IsAlive(account.Head.Value, await policies.GetAsync(cancellationToken), now) != true)
        {
            // Reset once more meanwhile, or another session was faster with a new factor.
            return (true, new ResetCodeDead());
        }

        var change = account.Change(now);
        if (isRight)
        {
            change.Credentials = change.Credentials with { ResetCode = open with { Tries = 0 } };
            change.Rows.Replace(session, session.Value with { ResetProved = true });
        }

        change.Audit(isRight ? AccountEvents.ResetProved : AccountEvents.ResetCodeRefused);
        Problem? refusal = isRight ? null
            : counted.TriesLeft <= 0 ? new ResetCodeDead()
            : new CodeRefused(counted.TriesLeft, null);
        return (await accounts.TrySaveAsync(change, cancellationToken), refusal);
    }
}
