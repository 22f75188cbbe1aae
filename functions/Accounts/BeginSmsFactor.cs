using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Security;

namespace Zegel.Functions.Accounts;

/// <summary>Begins setting up codes by SMS, or changing the number (A29): sends a code to it. The old number stays until the code is right.</summary>
[Allow(Caller.Enrolling, Recent = true, Enrols = true)]
public sealed class BeginSmsFactor(Enrolment enrolment, TimeProvider time)
{
    public sealed record Request(string Phone) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
    }

    [Function(nameof(BeginSmsFactor))]
    public async Task<Results<Accepted<EnrolmentStep>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/factors/sms")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (step, problem) = await enrolment.BeginAsync(
            request.SignedIn(), FactorMethod.Sms, PhoneNumber.Parse(body.Phone), time.GetUtcNow(), cancellationToken);
        return problem is null ? TypedResults.Accepted((string?)null, step) : problem.ToResult();
    }
}
