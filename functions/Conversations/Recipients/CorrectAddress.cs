using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Recipients;

/// <summary>
/// Staff give another address for a recipient whom mail does not reach (X12), and who is told there: the old link, its
/// codes and what it opened end. Whoever is reached keeps their address, so that nobody takes another one's place
/// unseen; who began the conversation, or read in it, proved theirs, and somebody with an account has it there.
/// </summary>
[Allow(Caller.Staff)]
public sealed class CorrectAddress(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="Email">As it was typed.</param>
    public sealed record Request(string Email) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Email(Email, "email");
    }

    [Function(nameof(CorrectAddress))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/people/{personId}/address")]
        HttpRequest request,
        string participantId,
        string personId,
        CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse((await request.ReadAsync<Request>(cancellationToken)).Email)!;
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var query = new SpaceQuery { Notices = true, Receipts = true };
            var found = await access.FindAsync<Conversation>(
                request, participantId, Rights.Write, query, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var person = actor.Participants.SingleOrDefault(one => one.Value.ParticipantId == personId);
            return !actor.IsMailbox || person is not { Value: { IsMailbox: false, Revoked: null } }
                ? (true, new ResourceNotFound())
                : person.Value is { Email: var now, NoticeFailed: false } && now == email ? (true, null)
                : Refuse(actor, person.Value, email) is { } refused ? (true, refused)
                : (await spaces.TrySaveAsync(Correct(actor, person, email, time.GetUtcNow()), cancellationToken), null);
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }

    private static Problem? Refuse(Actor<Conversation> actor, Participant person, string email) =>
        !ReachingTask.CanBeCorrected(person, actor.Space.Value, actor.Read.Receipts) ? new AddressProved()
        : !person.NoticeFailed ? new AddressSettled()
        : actor.Participants.Any(other => other.Value.ParticipantId != person.ParticipantId
            && other.Value.Revoked is null && other.Value.Email is { } taken
            && EmailAddress.Key(taken) == EmailAddress.Key(email))
            ? new BadInput("email", "recipient-twice")
        : null;

    private static SpaceChange Correct(
        Actor<Conversation> actor, Stored<Participant> stored, string email, DateTimeOffset now)
    {
        var change = actor.Change(now);
        change.WithdrawTo(stored.Value.Email, stored.Value.ParticipantId, actor.Read.Notices);
        // Who has a link that went to the former address hears nothing of this one.
        var person = stored.Value.RenewLink(now).Reached(isSms: false) with
        {
            Email = email, TextedAt = null, FirstLink = stored.Value.LinkVersion + 1,
        };
        if (!person.IsHeld)
        {
            (person, var notice) = ConversationNotices.OfWaitingTo(person, actor.Space.Value, now);
            change.Announce(notice);
        }

        change.Replace(stored, person);
        change.Audit(actor.Did(ConversationEvents.AddressCorrected, now, person.ParticipantId));
        change.Deliver();
        return change;
    }
}
