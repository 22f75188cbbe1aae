namespace Zegel.Functions.Accounts;

/// <summary>Postpones choosing a second factor, in this session, as long as that is allowed (T22, T23).</summary>
[Allow(Caller.Enrolling)]
public sealed class PostponeSecondFactor(StorageClients storage, MailboxNames names, TimeProvider time)
{
    [Function(nameof(PostponeSecondFactor))]
    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "session/postpone")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (signedIn.IsUsable)
        {
            return TypedResults.Ok(await SessionView.OfAsync(signedIn, names, cancellationToken));
        }

        if (signedIn.GraceEnds is null)
        {
            return new SecondFactorRequired().ToResult();
        }

        var postponed = signedIn.Session.Value with { Postponed = true };
        var changes = new Changes(signedIn.AccountId);
        changes.Replace(signedIn.Session, postponed);
        changes.Audit(new AuditRecord(
            AccountEvents.SecondFactorPostponed, time.GetUtcNow(), signedIn.AccountId, signedIn.AccountId));
        if (!await changes.TrySubmitAsync(storage.Accounts, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        var usable = signedIn with { Session = changes.Written(signedIn.Session.RowKey, postponed), IsUsable = true };
        return TypedResults.Ok(await SessionView.OfAsync(usable, names, cancellationToken));
    }
}
