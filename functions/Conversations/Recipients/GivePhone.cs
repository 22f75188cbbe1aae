using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// Staff give the number of a recipient who was held back for want of it (X9), and who is told now; or another one for
/// a recipient who said that it is not theirs (D17), or whom no SMS reaches (X12), and who gets another link: the old
/// one and what it opened end.
/// </summary>
[Allow(Caller.Staff)]
public sealed class GivePhone(SpaceAccess access, SpaceStore spaces, IOptions<SmsOptions> sms, TimeProvider time)
{
    /// <param name="Phone">As it was typed.</param>
    public sealed record Request(string Phone) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(PhoneNumber.Parse(Phone) is not null, "phone", "phone-not-mobile");
    }

    [Function(nameof(GivePhone))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/people/{personId}/phone")]
        HttpRequest request,
        string participantId,
        string personId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var phone = PhoneNumber.Parse(body.Phone)!;
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindAsync<Conversation>(
                request, participantId, Rights.Write, new SpaceQuery { Notices = true }, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == personId);
            if (!actor.IsMailbox || person is not { Value: { Method: Method.Sms, Revoked: null } now })
            {
                return (true, new ResourceNotFound());
            }

            return now.IsHeld || now.Disputed is not null || now.SmsFailed
                ? Refuse(phone) is { } refused
                    ? (true, refused)
                    : (await spaces.TrySaveAsync(Give(actor, person, phone, time.GetUtcNow()), cancellationToken), null)
                : (true, now.Phone == phone ? null : new PhoneSettled());
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }

    private Problem? Refuse(string phone) =>
        !sms.Value.IsConfigured ? new SmsUnavailable()
        : sms.Value.Reaches(phone) ? null
        : new BadInput("phone", "phone-country");

    private static SpaceChange Give(
        Actor<Conversation> actor, Stored<Participant> stored, string phone, DateTimeOffset now)
    {
        var (conversation, person) = (actor.Space.Value, stored.Value);
        var change = actor.Change(now);
        change.Audit(actor.Did(ConversationEvents.PhoneGiven, now, person.ParticipantId));
        if (person.IsHeld)
        {
            var (told, notice) = ConversationNotices.OfWaitingTo(person with { Phone = phone }, conversation, now);
            change.Replace(stored, told);
            change.Announce(notice);
        }
        else
        {
            change.WithdrawTo(person.Phone, person.ParticipantId, actor.Read.Notices);
            var renewed = person.RenewLink(now) with { Phone = phone, Disputed = null, SmsFailed = false };
            change.Replace(stored, renewed);
            change.Announce(Notices.To(renewed, ConversationNotices.NewLink, conversation));
        }

        return change;
    }
}
