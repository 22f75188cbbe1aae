using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Sends a sealed message: a one-off sender's first one (D11-D13), an answer (D20), or staff's, whose first one names
/// the recipients (Z11). Message, files, participants, notices and audit record are one transaction: all of it or none.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class SendMessage(
    SpaceAccess access, SpaceStore spaces, SealingKey sealingKey, IOptions<SmsOptions> sms, TimeProvider time)
{
    public sealed record Response(string MessageId, DateTimeOffset At, string? By);

    [Function(nameof(SendMessage))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/messages")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<SendMessageRequest>(cancellationToken);
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        if (body.CheckSpace(id.Space) is { } misplaced)
        {
            return misplaced.ToResult();
        }

        var sent = await Conflicts.RetryAsync(() => SendAsync(request, id, body, cancellationToken));
        return sent.IsRefused(out var problem, out var posted)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(body.MessageId, posted.At, posted.By));
    }

    private async Task<(bool Done, Outcome<PostedEntry> Sent)> SendAsync(
        HttpRequest request, ParticipantId id, SendMessageRequest body, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Files = true, Posted = body.MessageId };
        var found = await access.FindAsync<Conversation>(request, id, Rights.Write, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (actor.FindPosted(request.BodyHash()).IsRefused(out var taken, out var before))
        {
            return (true, taken);
        }

        if (before is not null)
        {
            return (true, before);
        }

        if (await RefuseKeysAndMethodsAsync(body, cancellationToken) is { } refused)
        {
            return (true, refused);
        }

        var posted = new PostedEntry(request.BodyHash(), id, actor.Account?.Name, After(actor.Space.Value.Last));
        if (new NewMessage(actor, body, posted).Compose().IsRefused(out var refusal, out var change))
        {
            return (true, refusal);
        }

        return (await spaces.TrySaveAsync(change, cancellationToken), posted);
    }

    private async Task<Problem?> RefuseKeysAndMethodsAsync(SendMessageRequest body, CancellationToken cancellationToken)
    {
        if (body.SealKey is { } key && !await sealingKey.KnowsAsync(key.Version, cancellationToken))
        {
            return new SealKeyOutdated();
        }

        var needsSms = body.Raise.Count > 0 || body.Recipients.Any(recipient => recipient.Method == Method.Sms);
        return needsSms && !sms.Value.IsConfigured ? new SmsUnavailable() : body.CheckNumbers(sms.Value.Reaches);
    }

    /// <summary>Now, or just after the last message: differing clocks keep the order of messages.</summary>
    private DateTimeOffset After(LastMessage? last)
    {
        var now = time.GetUtcNow();
        return last is null || last.At < now ? now : last.At.AddTicks(1);
    }
}
