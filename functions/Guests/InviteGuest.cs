namespace Zegel.Functions.Guests;

/// <summary>
/// Asks for a guest (A2), for whom who asks answers from then on. The invitation is mailed at once, or after a second
/// person's yes where the organisation wants one. Repeating it with the same id and content changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class InviteGuest(GuestInviter inviter, ShownGuests shown, Throttle throttle, TimeProvider time)
{
    /// <param name="GuestId">Made by the browser; the answer has another one when the address had an account.</param>
    /// <param name="Name">The person's name.</param>
    /// <param name="Email">The address.</param>
    /// <param name="Phone">A mobile number.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="EndsOn">The last day of the access.</param>
    /// <param name="Language">Of the mails.</param>
    public sealed record Request(
        string GuestId, string Name, string Email, string Phone, string Reason, DateOnly EndsOn, string Language)
        : ICheckedBody
    {
        /// <summary>Characters of a reason.</summary>
        public const int LongestReason = 500;

        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(GuestId), "guestId", "id-invalid");
            checks.Line(Name, 1, TypedText.LongestName, "name");
            checks.Email(Email, "email");
            checks.That(PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
            checks.Text(Reason, 1, LongestReason, "reason");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    [Function(nameof(InviteGuest))]
    public async Task<Results<Accepted<ShownGuest>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "guests")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var sponsor = request.SignedIn();
        var now = time.GetUtcNow();
        if (GuestDays.Refuse(body.EndsOn, now) is { } refusal)
        {
            return refusal.ToResult();
        }

        var limit = new Limit(
            "guests-asked", sponsor.AccountId, SecurityNumbers.GuestsAskedPerDay, TimeSpan.FromDays(1));
        if (await throttle.TakeAsync(cancellationToken, limit) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var asked = await inviter.AskAsync(
            new Guest
            {
                GuestId = AccountId.From(body.GuestId), RequestId = body.GuestId, SponsorId = sponsor.AccountId,
                Name = TypedText.Line(body.Name), Email = EmailAddress.Parse(body.Email)!,
                Phone = PhoneNumber.Parse(body.Phone)!, Reason = TypedText.Text(body.Reason),
                Language = body.Language, EndsOn = body.EndsOn, EndSetAt = now, AskedBy = sponsor.AccountId,
            },
            sponsor,
            cancellationToken);
        return asked.IsRefused(out var problem, out var guest)
            ? problem.ToResult()
            : TypedResults.Accepted((string?)null, await shown.ShowAsync(guest, sponsor, cancellationToken));
    }
}
