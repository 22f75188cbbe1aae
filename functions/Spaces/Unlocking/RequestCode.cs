namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// "Code ophalen": sends a code to the stored number (D17), or mails one for method none. The caller never names a
/// number. An SMS code is bound to this browser.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class RequestCode(
    SpaceStore spaces, Links links, CodeLimits limits, IOptions<SmsOptions> sms, TimeProvider time)
{
    [Function(nameof(RequestCode))]
    public async Task<Results<Accepted<LinkState>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/code")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        var now = time.GetUtcNow();
        if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { } link)
        {
            return new LinkUnknown().ToResult();
        }

        var person = link.Participant.Value;
        if (RefuseToSend(person) is { } other)
        {
            return other.ToResult();
        }

        var byPhone = person.Method == Method.Sms;
        if (byPhone && !sms.Value.Reaches(person.Phone!))
        {
            return new SmsUnavailable().ToResult();
        }

        // Refusals that cost nothing come before the limits are counted.
        var visitor = byPhone ? VisitorCookie.ReadOrSet(request, now) : link.Visitor;
        var challengeId = Tokens.NewId();
        if (person.Codes.Ask(person.CodesBy, visitor?.Hash, challengeId, now).IsRefused(out var early, out _))
        {
            return early.ToResult();
        }

        if (byPhone && await limits.TakeSmsAsync(request, person.Phone!, cancellationToken) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var refused = await Conflicts.RetryAsync<Link?, Problem?>(
            link,
            () => links.FindAsync(request, participantId, body.Secret, cancellationToken),
            fresh => SendAsync(fresh, visitor, challengeId, now, cancellationToken));
        if (refused is not null)
        {
            return refused.ToResult();
        }

        var sent = await links.FindAsync(request, participantId, body.Secret, cancellationToken);
        return TypedResults.Accepted(
            (string?)null, await links.StateAsync(sent! with { Visitor = visitor }, request, cancellationToken));
    }

    /// <summary>Whoever has a password or logs in is sent no code: the code would open what they are to open.</summary>
    private static Problem? RefuseToSend(Participant person) => person.Method switch
    {
        _ when person.Revoked is { } revoked => new AccessRevoked(revoked.At),
        Method.Password => new PasswordNeeded(),
        Method.Account => new AccountNeeded(),
        _ => null,
    };

    private async Task<(bool Done, Problem? Refused)> SendAsync(
        Link? link, Visitor? visitor, string challengeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (link is not { Participant.Value: var person, Space.Value: var space })
        {
            return (true, new LinkUnknown());
        }

        if (RefuseToSend(person) is { } other)
        {
            return (true, other);
        }

        var asked = person.Codes.Ask(person.CodesBy, visitor?.Hash, challengeId, now);
        if (asked.IsRefused(out var refusal, out var sent))
        {
            return (true, refusal);
        }

        var (codes, challenge) = sent;
        var (notices, method) = (space.Kind.Notices, SpaceAccess.NameOf(person.Method));
        var change = new SpaceChange(space.Id, now);
        change.Replace(link.Participant, person with { Codes = codes });
        change.Announce(person.Method == Method.Sms
            ? Notices.Sms(person, notices.CodeBySms, challenge)
            : Notices.To(person, notices.CodeByMail, space, challenge));
        change.Audit(SpaceEvents.CodeSent, person.ParticipantId, about: challenge.Id, method: method);
        return (await spaces.TrySaveAsync(change, cancellationToken), null);
    }
}
