namespace Zegel.Functions.Accounts;

/// <summary>
/// Activates a second factor after its first right code (T13, T18), and signs the person out everywhere else when they
/// ask that, or when it takes the place of another number or app.
/// </summary>
[Allow(Caller.Enrolling, Enrols = true)]
public sealed class VerifyFactor(
    Enrolment enrolment, AccountStore accounts, ProtectedSecrets secrets, RootSecret root, TimeProvider time)
{
    /// <param name="Code">The code.</param>
    /// <param name="EndOthers">Whether to sign out everywhere else.</param>
    public sealed record Request(string Code, bool EndOthers = false) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
    }

    [Function(nameof(VerifyFactor))]
    public async Task<Results<Ok<ActivatedFactor>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/factors/{method}/verify")] HttpRequest request,
        string method,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var signedIn = request.SignedIn();
        var now = time.GetUtcNow();
        if (FactorNames.Parse(method) is not { } wanted)
        {
            return new ResourceNotFound().ToResult();
        }

        var proofName = Enrolment.ProofOf(wanted);
        var (counted, code) = await accounts.CountTryAsync(
            signedIn.AccountId, proofName, body.Code, now, cancellationToken);
        if (counted is not { Proof: { } proof } || proof.Value.SessionRow != signedIn.Session.RowKey)
        {
            return new EnrolmentExpired().ToResult();
        }

        if (code is null)
        {
            return new NotACode(proof.Value.Form.Length).ToResult();
        }

        if (Proved(counted, code, now) is null)
        {
            return new CodeRefused(proof.Value.TriesLeft, null).ToResult();
        }

        var done = await Conflicts.RetryAsync<Outcome<ActivatedFactor>>(async () =>
        {
            // On what is stored now: another session may have counted a try meanwhile, or set up a factor of its own.
            var account = await accounts.FindAsync(signedIn.AccountId, proofName, cancellationToken);
            if (account?.Proof?.Value.ChallengeId != proof.Value.ChallengeId
                || Proved(account, code, now) is not { } credentials)
            {
                return (true, new EnrolmentExpired());
            }

            var change = account.Change(now);
            if (wanted == FactorMethod.Sms && change.Credentials.Sms is { } old && old.Phone != proof.Value.Phone)
            {
                change.Announce(new OutboxItem
                {
                    Kind = AccountNotices.NumberEndedSms, To = old.Phone, Language = change.Head.Language,
                    OperationId = OutboxChanges.NewOperation(),
                });
            }

            var replaces = change.Credentials.Factors.Contains(wanted);
            change.Credentials = credentials;
            change.Rows.Delete(account.Proof.RowKey, ETag.All);
            var result = await enrolment.ActivateAsync(
                request, change, wanted, body.EndOthers || replaces, cancellationToken);
            return (!result.MetAnotherChange(), result);
        });
        return done.IsRefused(out var problem, out var activated) ? problem.ToResult() : TypedResults.Ok(activated);
    }

    /// <summary>The credentials with the factor in them, when the code is right.</summary>
    private Credentials? Proved(Account account, string code, DateTimeOffset now)
    {
        var (proof, credentials) = (account.Proof!.Value, account.Credentials.Value);
        if (proof.Method == FactorMethod.App)
        {
            return AppCodes.Accept(secrets.Unprotect(proof.Secret!, account.AccountId), code, 0, now) is { } step
                ? credentials with { App = new AppFactor(proof.Secret!, now, step) } : null;
        }

        if (!proof.IsAnsweredBy(code, root))
        {
            return null;
        }

        return proof.Method == FactorMethod.Sms
            ? credentials with { Sms = new SmsFactor(proof.Phone!, now) }
            : credentials with { Email = new EmailFactor(now) };
    }
}
