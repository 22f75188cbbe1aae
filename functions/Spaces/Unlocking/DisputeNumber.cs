namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// "Dit is niet mijn nummer": marks the participant for the mailbox, with an explanation, and tells its owner. It sets
/// nothing else: whoever holds the link could press it. Once a day.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class DisputeNumber(SpaceStore spaces, Links links, TimeProvider time)
{
    public sealed record Request(string Secret, string Explanation) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.Text(Explanation, 1, TypedText.LongestExplanation, "explanation");
        }
    }

    [Function(nameof(DisputeNumber))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/not-my-number")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var link = await links.FindAsync(request, participantId, body.Secret, cancellationToken);
        if (link is not { Participant.Value: { Method: Method.Sms } person })
        {
            return new LinkUnknown().ToResult();
        }

        if (person.Revoked is { } revoked)
        {
            return new AccessRevoked(revoked.At).ToResult();
        }

        var space = link.Space.Value;
        var change = new SpaceChange(space.Id, time.GetUtcNow());
        if (person.Disputed?.At > change.Now - TimeSpan.FromDays(1))
        {
            return new AlreadyTold().ToResult();
        }

        var disputed = new DisputedNumber(change.Now, TypedText.Text(body.Explanation));
        change.Replace(link.Participant, person with { Disputed = disputed });
        if (space.CameIn(change.Now) is var seen && seen != space)
        {
            change.Replace(link.Space, seen);
        }

        change.Announce(Notices.ToOwner(space, space.Kind.Notices.NumberWrong));
        change.Audit(SpaceEvents.NumberDisputed, person.ParticipantId);
        return await spaces.TrySaveAsync(change, cancellationToken)
            ? TypedResults.NoContent()
            : new ChangedMeanwhile().ToResult();
    }
}
