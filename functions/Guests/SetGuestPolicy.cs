namespace Zegel.Functions.Guests;

/// <summary>
/// Changes what the organisation decided about guests. Fewer days without a log-in count for guests that are there too:
/// those who would be removed at once are warned first, as everybody is.
/// </summary>
[Allow(Caller.ServiceDesk, Recent = true)]
public sealed class SetGuestPolicy(GuestPolicyStore policies, TimeProvider time)
{
    /// <param name="InactiveDays">After so many days without a log-in a guest is removed.</param>
    /// <param name="ExtendDays">How many days extending adds.</param>
    /// <param name="NeedsSecondYes">Whether inviting one needs a second person's yes.</param>
    /// <param name="MayBeRemembered">Whether a guest's device can stay signed in.</param>
    public sealed record Request(int InactiveDays, int ExtendDays, bool NeedsSecondYes, bool MayBeRemembered)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(InactiveDays is >= 14 and <= 730, "inactiveDays", "number-14-730");
            checks.That(ExtendDays is >= 14 and <= 730, "extendDays", "number-14-730");
        }
    }

    [Function(nameof(SetGuestPolicy))]
    public async Task<Ok<GuestPolicy>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests/policy")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (by, now) = (request.SignedIn().AccountId, time.GetUtcNow());
        return TypedResults.Ok(await policies.ChangeAsync(
            (former, changes) =>
            {
                var wanted = former with
                {
                    InactiveDays = body.InactiveDays, ExtendDays = body.ExtendDays,
                    NeedsSecondYes = body.NeedsSecondYes, MayBeRemembered = body.MayBeRemembered,
                };
                if (wanted == former)
                {
                    return null;
                }

                if (wanted.InactiveDays < former.InactiveDays)
                {
                    GuestRounds.Begin(changes, now);
                }

                changes.Audit(new AuditRecord(GuestEvents.GuestRulesChanged, now, by));
                return wanted;
            },
            cancellationToken));
    }
}
