using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>Staff begins a conversation (Z10), for its files; the first message names the recipients.</summary>
[Allow(Caller.Staff)]
public sealed class BeginConversation(SpaceStore spaces, TimeProvider time)
{
    public sealed record Request(string ConversationId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsId(ConversationId), "conversationId", "id-invalid");
    }

    public sealed record Response(ParticipantId ParticipantId);

    [Function(nameof(BeginConversation))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "mailboxes/{mailboxId}/conversations")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (!staff.MayUse(mailboxId))
        {
            return new ResourceNotFound().ToResult();
        }

        var (id, now) = (SpaceId.From(body.ConversationId), time.GetUtcNow());
        var conversation = new Conversation
        {
            ConversationId = id,
            State = ConversationState.Draft,
            MailboxId = MailboxId.From(mailboxId),
            MadeBy = $"{staff.AccountId}:{mailboxId}",
            StartedAt = now,
            NextNumber = 1,
        };
        var mailbox = new Participant
        {
            ParticipantId = ParticipantId.Of(id, ParticipantId.FirstNumber),
            Name = null,
            Language = staff.Account.Language,
        };
        var change = new SpaceChange(id, now);
        change.Begin(conversation);
        change.Add(mailbox);
        change.Audit(new AuditRecord(
            ConversationEvents.ConversationBegun, now, staff.AccountId, id, "account", mailbox.ParticipantId));
        change.Expire(now + SecurityNumbers.StaffDraftLifetime, ExpiringSpace.Kind);
        return await spaces.TrySaveAsync(change, cancellationToken)
            || (await spaces.FindAsync(id, cancellationToken))?.Value.MadeBy == conversation.MadeBy
            ? TypedResults.Created((string?)null, new Response(mailbox.ParticipantId))
            : new IdTaken().ToResult();
    }
}
