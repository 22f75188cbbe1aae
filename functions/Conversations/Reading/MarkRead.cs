using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// Staff say that a conversation is read, up to the newest message that they see in the list. Nothing of it is handed
/// out, no key either; so whoever wrote is not told that it was opened. To say it again changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class MarkRead(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="MessageId">The newest message that was seen: what came in after it stays unread.</param>
    public sealed record Request(string MessageId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsId(MessageId), "messageId", "id-invalid");
    }

    [Function(nameof(MarkRead))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/read")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refused = await Conflicts.RetryAsync(
            () => MarkAsync(request, participantId, body.MessageId, cancellationToken));
        return refused is null ? TypedResults.NoContent() : refused.ToResult();
    }

    private async Task<(bool Done, Problem? Refused)> MarkAsync(
        HttpRequest request, string participantId, string messageId, CancellationToken cancellationToken)
    {
        var query = new SpaceQuery { Receipts = true };
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Read, query, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var (me, last) = (actor.Me.Value, actor.Space.Value.Last);
        var isNewest = last?.MessageId == messageId;
        var key = isNewest ? last!.Key : await FindKeyAsync(actor.Space.Value.Id, messageId, cancellationToken);
        if (!actor.IsMailbox || key is null)
        {
            return (true, new ResourceNotFound());
        }

        var readUpTo = ShownConversation.ReadUpTo(actor);
        var isToTell = isNewest && me.HasUnread;
        if (!isToTell && readUpTo is not null && string.CompareOrdinal(key, readUpTo) >= 0)
        {
            return (true, null);
        }

        var change = actor.Change(time.GetUtcNow());
        // Of two at once the later one finds that it is read.
        change.Replace(actor.Me, isToTell ? me.Opened(change.Now) : me);
        change.Receive(Receipt.OfMark(me.ParticipantId, readUpTo, key, change.Now));
        change.Audit(actor.Did(ConversationEvents.ConversationMarkedRead, change.Now));
        change.Refresh();
        return (await spaces.TrySaveAsync(change, cancellationToken), null);
    }

    /// <summary>Where a message stands among the newest; null when it does not.</summary>
    private async Task<string?> FindKeyAsync(SpaceId space, string messageId, CancellationToken cancellationToken)
    {
        var (page, _) = await spaces.PageAsync(space, null, cancellationToken);
        return page.FirstOrDefault(one => one.Entry.EntryId == messageId)?.Key;
    }
}
