using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>
/// Staff begins a conversation (Z10): files can be staged in it from now on; the first message names the recipients.
/// </summary>
[Allow(Caller.Staff)]
public sealed class BeginConversation(ConversationStore conversations, Expiries expiries, TimeProvider time)
{
    public sealed record Request(string ConversationId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsId(ConversationId), "conversationId", "id-invalid");
    }

    public sealed record Response(string ParticipantId);

    [Function(nameof(BeginConversation))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mailboxes/{mailboxId}/conversations")] HttpRequest request,
        string mailboxId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staff = request.SignedIn();
        if (staff.Memberships.SingleOrDefault(membership => membership.MailboxId == mailboxId) is not { } membership)
        {
            return new ResourceNotFound().ToResult();
        }

        var now = time.GetUtcNow();
        var madeBy = $"{staff.AccountId}:{mailboxId}";
        var mailbox = new Participant
        {
            ParticipantId = Participant.IdOf(body.ConversationId, 0),
            Name = membership.MailboxName,
            Language = staff.Account.Language,
        };
        var changes = new Changes(body.ConversationId);
        changes.Insert(ConversationStore.ConversationRow, new Conversation
        {
            ConversationId = body.ConversationId,
            State = ConversationState.Draft,
            MailboxId = mailboxId,
            MailboxName = membership.MailboxName,
            MadeBy = madeBy,
            StartedAt = now,
            Participants = 1,
        });
        changes.Insert(ConversationStore.RowOf(mailbox), mailbox);
        changes.Audit(new AuditRecord(
            AuditEvent.ConversationBegun, now, staff.AccountId, body.ConversationId, "account", mailbox.ParticipantId));
        await expiries.AddAsync(now + SecurityNumbers.StaffDraftLifetime, "conversation", body.ConversationId, "", cancellationToken);
        if (!await conversations.TrySubmitAsync(changes, cancellationToken)
            && (await conversations.FindConversationAsync(body.ConversationId, cancellationToken))?.Value.MadeBy != madeBy)
        {
            return new IdTaken().ToResult();
        }

        return TypedResults.Created((string?)null, new Response(mailbox.ParticipantId));
    }
}
