namespace Zegel.Functions.Accounts;

/// <summary>Begins setting up codes by SMS, or another number (A29): the old one stays until it is proved.</summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginSmsFactor(Enrolment enrolment, TimeProvider time)
{
    public sealed record Request(string Phone) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
    }

    [Function(nameof(BeginSmsFactor))]
    public async Task<Results<Accepted<EnrolmentStep>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "account/factors/sms")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var begun = await enrolment.BeginAsync(
            request.SignedIn(), FactorMethod.Sms, PhoneNumber.Parse(body.Phone), time.GetUtcNow(), cancellationToken);
        return begun.IsRefused(out var problem, out var step)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, step);
    }
}
