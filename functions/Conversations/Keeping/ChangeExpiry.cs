using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>Staff extend or shorten until when a message that they sent can be read, or let it stay.</summary>
[Allow(Caller.Staff)]
public sealed class ChangeExpiry(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
    public sealed record Request(DateTimeOffset? ExpiresAt) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Whether it is to come is asked of the clock.
        }
    }

    /// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
    public sealed record Response(DateTimeOffset? ExpiresAt);

    /// <summary>Why a message cannot expire then; null when it can.</summary>
    internal static Problem? Refuse(DateTimeOffset? expiresAt, DateTimeOffset now) =>
        expiresAt <= now ? new BadInput("expiresAt", "expires-past")
        : expiresAt > now + SecurityNumbers.LatestExpiry ? new BadInput("expiresAt", "expires-late")
        : null;

    [Function(nameof(ChangeExpiry))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/messages/{messageId}/expiry")]
        HttpRequest request,
        string participantId,
        string messageId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await Conflicts.RetryAsync(
            () => ChangeAsync(request, participantId, messageId, body.ExpiresAt, cancellationToken));
        return refusal is null ? TypedResults.Ok(new Response(body.ExpiresAt)) : refusal.ToResult();
    }

    private async Task<(bool Done, Problem? Refused)> ChangeAsync(
        HttpRequest request, string participantId, string messageId, DateTimeOffset? expiresAt,
        CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, new SpaceQuery { Files = true }, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var conversation = actor.Space.Value;
        var message = actor.IsMailbox && Ids.IsId(messageId)
            ? await spaces.FindEntryAsync(conversation.Id, messageId, cancellationToken) : null;
        if (message?.Entry.Value is not { } entry || entry.Author != actor.Me.Value.ParticipantId)
        {
            return (true, new ResourceNotFound());
        }

        var change = actor.Change(time.GetUtcNow());
        if (entry.Revoked is not null)
        {
            return (true, new MessageRevoked());
        }

        if (message.Notes is null || entry.IsGone(change.Now))
        {
            return (true, new MessageExpired());
        }

        if (Refuse(expiresAt, change.Now) is { } refusal)
        {
            return (true, refusal);
        }

        change.Replace(message, entry with { ExpiresAt = expiresAt }, message.Notes);
        foreach (var file in entry.Files.Select(id => actor.Files[FileId.From(id)]))
        {
            change.Replace(file, file.Value with { ExpiresAt = expiresAt });
        }

        if (conversation.Last is { } last && last.MessageId == messageId)
        {
            // The list shows its subject.
            change.Replace(actor.Space, conversation with
            {
                Last = last with { ExpiresAt = expiresAt }, Revision = conversation.Revision + 1,
            });
            change.Deliver();
        }

        if (expiresAt is { } expires)
        {
            change.Expire(expires, ExpiringMessage.Kind, messageId);
        }

        change.Audit(actor.Did(ConversationEvents.ExpiryChanged, change.Now, messageId));
        return (await spaces.TrySaveAsync(change, cancellationToken), null);
    }
}
