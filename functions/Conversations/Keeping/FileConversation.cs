using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Keeping;

/// <summary>
/// Staff put a conversation into the archive, among what is deleted, or back into the inbox. Of a deleted one nothing
/// goes for thirty days, and who is in it notices nothing; then it ends for everybody.
/// </summary>
[Allow(Caller.Staff)]
public sealed class FileConversation(SpaceAccess access, SpaceStore spaces, TimeProvider time)
{
    /// <param name="Filing">Where it goes.</param>
    /// <param name="MessageId">
    /// The newest message that was seen: what came in after it is not put away unread. Null: whatever there is.
    /// </param>
    public sealed record Request(Filing Filing, string? MessageId = null) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(MessageId is null || Ids.IsId(MessageId), "messageId", "id-invalid");
            // For that a moment is needed.
            checks.That(Filing != Filing.Snoozed, "filing", "json-invalid");
        }
    }

    /// <param name="Filing">Where it stands.</param>
    /// <param name="EndsAt">Of one that was deleted: from when it is gone for everybody.</param>
    public sealed record Response(Filing Filing, DateTimeOffset? EndsAt);

    [Function(nameof(FileConversation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/filing")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var filed = await Conflicts.RetryAsync(() => FileAsync(request, participantId, body, cancellationToken));
        return filed.IsRefused(out var problem, out var conversation)
            ? problem.ToResult()
            : TypedResults.Ok(new Response(conversation.Filing, conversation.EndsAt));
    }

    private async Task<(bool Done, Outcome<Conversation> Filed)> FileAsync(
        HttpRequest request, string participantId, Request body, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var (change, before) = (actor.Change(time.GetUtcNow()), actor.Space.Value);
        // A person has no list to file it in; and before its first message it stands in none.
        if (!actor.IsMailbox || before.Last is not { } last)
        {
            return (true, new ResourceNotFound());
        }

        var isUnseen = body.MessageId is not null && last.MessageId != body.MessageId
            && last.Author != actor.Me.Value.ParticipantId;
        if (isUnseen && body.Filing != Filing.None)
        {
            return (true, new CameInMeanwhile());
        }

        var conversation = before.Filed(body.Filing, change.Now);
        if (conversation == before)
        {
            return (true, before);
        }

        change.Replace(actor.Space, conversation);
        change.Audit(actor.Did(EventOf(body.Filing), change.Now));
        if (conversation.EndsAt is { } ends)
        {
            change.Expire(ends, ExpiringConversation.Kind, conversation.MailboxId);
        }

        // The list shows it elsewhere.
        change.Deliver();
        return (await spaces.TrySaveAsync(change, cancellationToken), conversation);
    }

    private static AuditEvent EventOf(Filing filing) => filing switch
    {
        Filing.Archived => ConversationEvents.ConversationArchived,
        Filing.Deleted => ConversationEvents.ConversationDeleted,
        _ => ConversationEvents.ConversationRestored,
    };
}
