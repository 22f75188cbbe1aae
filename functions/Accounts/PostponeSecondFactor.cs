using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Accounts;

/// <summary>Postpones choosing a second factor, in this session, as long as the organisation allows it (T22, T23).</summary>
[Allow(Caller.Enrolling)]
public sealed class PostponeSecondFactor(StorageClients storage, TimeProvider time)
{
    [Function(nameof(PostponeSecondFactor))]
    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "session/postpone")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        if (signedIn.IsUsable)
        {
            return TypedResults.Ok(SessionView.Of(signedIn));
        }

        if (signedIn.GraceEnds is null)
        {
            return new SecondFactorRequired().ToResult();
        }

        var postponed = signedIn.Session.Value with { Postponed = true };
        var changes = new Changes(signedIn.AccountId);
        changes.Replace(signedIn.Session, postponed);
        changes.Audit(new AuditRecord(AuditEvent.SecondFactorPostponed, time.GetUtcNow(), signedIn.AccountId, signedIn.AccountId));
        return await changes.TrySubmitAsync(storage.Accounts, cancellationToken)
            ? TypedResults.Ok(SessionView.Of(signedIn with { Session = changes.Written(signedIn.Session.RowKey, postponed), IsUsable = true }))
            : new ChangedMeanwhile().ToResult();
    }
}
