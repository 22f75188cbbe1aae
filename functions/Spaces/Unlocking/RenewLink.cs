namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// Staff help somebody whose link was shut after too many wrong codes, or came into the wrong hands: the person is
/// mailed another link, and the old one, its codes and what it opened end.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RenewLink(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="PersonId">Whose link.</param>
    public sealed record Request(string PersonId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsParticipantId(PersonId), "personId", "id-invalid");
    }

    [Function(nameof(RenewLink))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/new-link")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var found = await access.FindAsync<Space>(
                request, participantId, Rights.Write, SpaceQuery.Participants, cancellationToken);
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            var person = actor.Participants.SingleOrDefault(
                participant => participant.Value.ParticipantId == body.PersonId);
            return actor.IsMailbox && person is { Value: { Email: not null, IsHeld: false, Revoked: null } }
                ? (await spaces.TrySaveAsync(Renew(actor, person, time.GetUtcNow()), cancellationToken), null)
                : (true, new ResourceNotFound());
        });
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }

    private static SpaceChange Renew(Actor<Space> actor, Stored<Participant> stored, DateTimeOffset now)
    {
        var change = actor.Change(now);
        Send(change, stored, stored.Value.RenewLink(now), actor.Space.Value);
        change.Audit(actor.Did(SpaceEvents.LinkRenewed, now, stored.Value.ParticipantId));
        return change;
    }

    /// <summary>Mails somebody the link that they have now; with method none also a code.</summary>
    internal static void Send(SpaceChange change, Stored<Participant> stored, Participant person, Space space)
    {
        var notices = space.Kind.Notices;
        if (person.Method == Method.None)
        {
            var (codes, challenge) = person.Codes.SendWithNotice(Tokens.NewId(), change.Now);
            person = person with { Codes = codes };
            change.Announce(Notices.To(person, notices.NewLinkWithCode, space, challenge));
        }
        else
        {
            change.Announce(Notices.To(person, notices.NewLink, space));
        }

        change.Replace(stored, person);
    }
}
