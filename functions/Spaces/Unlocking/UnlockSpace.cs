namespace Zegel.Functions.Spaces.Unlocking;

/// <summary>
/// "Ontgrendel": a right code, or the agreed password, lets this browser act as the participant. A code is used up in
/// the transaction that grants.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class UnlockSpace(
    SpaceStore spaces, Links links, CodeTries tries, CodeLimits limits, ReaderDevices devices, TimeProvider time)
{
    /// <param name="Secret">Of the link.</param>
    /// <param name="Code">The code, or with method password the password; as it was typed.</param>
    /// <param name="Remember">Whether this browser is to be remembered, where it can be.</param>
    public sealed record Request(string Secret, string Code, bool Remember = false) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
        }
    }

    public sealed record Response(
        ParticipantId ParticipantId, [property: JsonPropertyName("conversationId")] SpaceId SpaceId);

    [Function(nameof(UnlockSpace))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/unlock")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { } link)
        {
            return new LinkUnknown().ToResult();
        }

        // Where no code can be tried it is said first: what was typed may be the code of a method that was raised.
        if (CodeTries.Refuse(link, now) is { } closed)
        {
            return closed.ToResult();
        }

        var person = link.Participant.Value;
        if (Read(person, body.Code).IsRefused(out var noGuess, out var code))
        {
            return noGuess.ToResult();
        }

        if (await limits.CheckTryAsync(request, person, cancellationToken) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var counted = await Conflicts.RetryAsync<Link?, Outcome<CountedTry>>(
            link,
            () => links.FindAsync(request, participantId, body.Secret, cancellationToken),
            fresh => tries.CountAsync(fresh, code, now, cancellationToken));
        if (counted.IsRefused(out var problem, out var tried))
        {
            return problem.ToResult();
        }

        if (tried.Match is not { } match)
        {
            await limits.TakeWrongAsync(request, person, cancellationToken);
            return (await RefuseAsync(tried.Link, now, cancellationToken)).ToResult();
        }

        var visitor = VisitorCookie.ReadOrSet(request, now);
        var granted = await Conflicts.RetryAsync<Link?, Granted?>(
            tried.Link,
            () => links.FindAsync(request, participantId, body.Secret, cancellationToken),
            fresh => GrantAsync(
                fresh, match, visitor, body.Remember ? request : null, now,
                cancellationToken));
        if (granted is null)
        {
            return new CodeExpired().ToResult();
        }

        if (granted.Cookie is { } cookie)
        {
            request.HttpContext.Response.SetCookie(
                Cookies.Reader, cookie.ToString(), now + SecurityNumbers.RememberLifetime);
        }

        return TypedResults.Ok(new Response(person.ParticipantId, person.ParticipantId.Space));
    }

    /// <summary>That a browser was let in.</summary>
    /// <param name="Cookie">Of the browser, when it is remembered.</param>
    private sealed record Granted(ReaderCookie? Cookie);

    /// <summary>The code or password that was typed. What cannot be a code is no guess: nothing is counted.</summary>
    private static Outcome<string> Read(Participant person, string typed)
    {
        if (person.Method == Method.Password)
        {
            return AgreedPasswords.Read(typed);
        }

        var form = Challenge.FormOf(person.CodesBy);
        return form.Read(typed) is { } code ? code : new NotACode(form.Length);
    }

    /// <summary>Writes a wrong code down, and says what can be tried now.</summary>
    private async Task<Problem> RefuseAsync(Link link, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, codes) = (link.Participant.Value.ParticipantId, link.Participant.Value.Codes);
        var change = new SpaceChange(id.Space, now);
        change.Audit(SpaceEvents.CodeRefused, id);
        await spaces.TrySaveAsync(change, cancellationToken);
        if (codes.Refuse(now) is { } refused)
        {
            return refused;
        }

        var retryAt = codes.TryAt > now ? codes.TryAt : null;
        if (link.Participant.Value.Method == Method.Password)
        {
            return new PasswordRefused(codes.PasswordsLeft(now), retryAt);
        }

        var left = codes.Challenges.Where(challenge => challenge.IsOpen(now))
            .Select(challenge => challenge.TriesLeft).DefaultIfEmpty(0).Max();
        return left == 0 ? new CodeUsedUp() : new CodeRefused(left, retryAt);
    }

    /// <summary>Uses the code up and grants; null when it was used first, or the method was raised.</summary>
    private async Task<(bool Done, Granted? Granted)> GrantAsync(
        Link? link, RightAnswer answer, Visitor visitor, HttpRequest? remembering, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (link is not { Participant.Value: { Revoked: null } person, Space.Value: var space }
            || answer.After(person, now) is not { } proved)
        {
            return (true, null);
        }

        var (id, method) = (person.ParticipantId, SpaceAccess.NameOf(person.Method));
        var change = new SpaceChange(space.Id, now);
        change.Replace(link.Participant, proved);
        change.Audit(SpaceEvents.Unlocked, id, method: method);
        if (space.Unlocked(now) is var opened && opened != space)
        {
            change.Replace(link.Space, opened);
            change.Expire(opened.WaitsUntil!.Value, ExpiringSpace.Kind);
            change.Refresh();
        }

        var cookie = remembering is not null && devices.CanRemember(space, person)
            ? await devices.RememberAsync(change, space, proved, visitor, remembering, cancellationToken) : null;
        change.Grant(person, visitor, cookie?.Device);
        return (await spaces.TrySaveAsync(change, cancellationToken), new Granted(cookie));
    }
}
