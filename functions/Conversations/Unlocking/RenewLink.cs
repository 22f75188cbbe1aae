using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>
/// Staff help somebody whose link was shut after too many wrong codes, or came into the wrong hands: the person is mailed
/// another link, and the old one, its codes and what it opened end.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RenewLink(ConversationStore conversations, Outbox outbox, TimeProvider time)
{
    /// <param name="PersonId">Whose link.</param>
    public sealed record Request(string PersonId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsParticipantId(PersonId), "personId", "id-invalid");
    }

    [Function(nameof(RenewLink))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/new-link")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        Hint? hint = null;
        var refusal = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken);
            if (problem is not null)
            {
                return (true, problem);
            }

            var found = acting!.Participants.SingleOrDefault(participant => participant.Value.ParticipantId == body.PersonId);
            if (!acting.Me.Value.IsMailbox || found is not { Value.IsMailbox: false })
            {
                return (true, new ResourceNotFound());
            }

            hint ??= await outbox.PrepareAsync(OutboxOf.Conversations, acting.Conversation.PartitionKey, cancellationToken);
            return (await conversations.TrySubmitAsync(Renew(acting, found, time.GetUtcNow()), cancellationToken), null);
        });
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        await outbox.HintAsync(OutboxOf.Conversations, hint!, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Changes Renew(Acting acting, Stored<Participant> stored, DateTimeOffset now)
    {
        var mailbox = acting.Conversation.Value.MailboxName;
        var person = stored.Value.RenewLink();
        var changes = new Changes(acting.Conversation.PartitionKey);
        if (person.Method == Method.Sms)
        {
            changes.Announce(now, Notices.To(person, NoticeKind.NewLink, mailbox));
        }
        else
        {
            var (access, challenge) = person.Access.SendWithNotice(Tokens.NewId(), now);
            person = person with { Access = access };
            changes.Announce(now, Notices.To(person, NoticeKind.NewLinkWithCode, mailbox, challenge));
        }

        changes.Replace(stored, person);
        changes.Audit(acting.Did(AuditEvent.LinkRenewed, now, person.ParticipantId));
        return changes;
    }
}
