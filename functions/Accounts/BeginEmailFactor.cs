using Zegel.Functions.Access;
using Zegel.Functions.Http;

namespace Zegel.Functions.Accounts;

/// <summary>Begins setting up codes by mail, where the organisation allows it: mails a code at once (T17-T19).</summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginEmailFactor(Enrolment enrolment, TimeProvider time)
{
    [Function(nameof(BeginEmailFactor))]
    public async Task<Results<Accepted<EnrolmentStep>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/factors/email")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var (step, problem) = await enrolment.BeginAsync(
            request.SignedIn(), FactorMethod.Email, phone: null, time.GetUtcNow(), cancellationToken);
        return problem is null ? TypedResults.Accepted((string?)null, step) : problem.ToResult();
    }
}
