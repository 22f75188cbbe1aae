namespace Zegel.Functions.Accounts;

/// <summary>Sends the code of a factor that is being set up again: the same code, its tries go on counting.</summary>
[Allow(Caller.Enrolling, Enrols = true)]
public sealed class SendFactorCode(Enrolment enrolment, TimeProvider time)
{
    [Function(nameof(SendFactorCode))]
    public async Task<Results<Accepted<EnrolmentStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/factors/{method}/code")] HttpRequest request,
        string method,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var signedIn = request.SignedIn();
        var now = time.GetUtcNow();
        if (FactorNames.Parse(method) is not { } wanted)
        {
            return new ResourceNotFound().ToResult();
        }

        var account = await enrolment.GetAsync(signedIn, wanted, cancellationToken);
        if (Enrolment.Begun(account, signedIn, now) is not { ResendAt: { } resendAt } proof)
        {
            return new EnrolmentExpired().ToResult();
        }

        if (resendAt > now)
        {
            return new TooManyRequests(resendAt).ToResult();
        }

        var sent = await enrolment.SendAsync(account, proof, now, cancellationToken);
        return sent.IsRefused(out var problem, out var step)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, step);
    }
}
