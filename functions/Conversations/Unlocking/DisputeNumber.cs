using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>
/// "Dit is niet mijn nummer": marks the participant for the mailbox, with an explanation, and tells its owner. It sets
/// nothing else: whoever holds the link could press it. Once a day.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class DisputeNumber(ConversationStore conversations, Links links, Outbox outbox, TimeProvider time)
{
    public sealed record Request(string Secret, string Explanation) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.Text(Explanation, 1, 500, "explanation");
        }
    }

    [Function(nameof(DisputeNumber))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/not-my-number")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { Participant.Value.Method: Method.Sms } link)
        {
            return new LinkUnknown().ToResult();
        }

        var person = link.Participant.Value;
        if (person.Disputed?.At > now - TimeSpan.FromDays(1))
        {
            return new AlreadyTold().ToResult();
        }

        var hint = await outbox.PrepareAsync(OutboxOf.Conversations, link.Conversation.PartitionKey, cancellationToken);
        var changes = new Changes(link.Conversation.PartitionKey);
        changes.Replace(link.Participant, person with { Disputed = new DisputedNumber(now, TypedText.Text(body.Explanation)) });
        changes.Announce(now, Notices.ToOwner(link.Conversation.Value, NoticeKind.NumberWrong));
        changes.Audit(new AuditRecord(AuditEvent.NumberDisputed, now, participantId, participantId));
        if (!await conversations.TrySubmitAsync(changes, cancellationToken))
        {
            return new ChangedMeanwhile().ToResult();
        }

        await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        return TypedResults.NoContent();
    }
}
