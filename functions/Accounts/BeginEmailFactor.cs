namespace Zegel.Functions.Accounts;

/// <summary>Begins setting up codes by mail, where they are allowed: mails a code at once (T17-T19).</summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginEmailFactor(Enrolment enrolment, TimeProvider time)
{
    [Function(nameof(BeginEmailFactor))]
    public async Task<Results<Accepted<EnrolmentStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/factors/email")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var begun = await enrolment.BeginAsync(
            request.SignedIn(), FactorMethod.Email, phone: null, time.GetUtcNow(), cancellationToken);
        return begun.IsRefused(out var problem, out var step)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, step);
    }
}
