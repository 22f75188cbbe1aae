using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>
/// "Code ophalen": sends a code to the stored number (D17), or mails one for method none. The caller never names a
/// number. An SMS code is bound to this browser.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class RequestCode(
    ConversationStore conversations, Links links, Outbox outbox, Throttle throttle, AddressLimits addresses, RootSecret root,
    IOptions<SmsOptions> sms, IOptions<LimitOptions> limits, TimeProvider time)
{
    [Function(nameof(RequestCode))]
    public async Task<Results<Accepted<LinkState>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/code")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LinkRequest>(cancellationToken);
        var now = time.GetUtcNow();
        if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { } link)
        {
            return new LinkUnknown().ToResult();
        }

        var byPhone = link.Participant.Value.Method == Method.Sms;
        if (byPhone && !sms.Value.Reaches(link.Participant.Value.Phone!))
        {
            return new SmsUnavailable().ToResult();
        }

        // Refusals that cost nothing come before the limits are counted.
        var visitor = byPhone ? VisitorCookie.ReadOrSet(request, now) : link.Visitor;
        var challengeId = Tokens.NewId();
        if (link.Participant.Value.Access.Ask(link.Participant.Value.CodesBy, visitor?.Hash, challengeId, now).Refused is { } early)
        {
            return early.ToProblem().ToResult();
        }

        if (byPhone && await throttle.TakeAsync(cancellationToken, LimitsOf(request, link.Participant.Value.Phone!)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var hint = await outbox.PrepareAsync(OutboxOf.Conversations, link.Conversation.PartitionKey, cancellationToken);
        var refused = await Conflicts.RetryAsync<Problem?>(async () =>
        {
            if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { } fresh)
            {
                return (true, new LinkUnknown());
            }

            var person = fresh.Participant.Value;
            var (access, challenge, refusal) = person.Access.Ask(person.CodesBy, visitor?.Hash, challengeId, now);
            if (refusal is not null)
            {
                return (true, refusal.ToProblem());
            }

            var changes = new Changes(fresh.Conversation.PartitionKey);
            changes.Replace(fresh.Participant, person with { Access = access });
            changes.Announce(now, person.Method == Method.Sms
                ? Notices.Sms(person, challenge!)
                : Notices.To(person, NoticeKind.CodeAgain, fresh.Conversation.Value.MailboxName, challenge));
            changes.Audit(new AuditRecord(AuditEvent.CodeSent, now, participantId, challenge!.Id, ConversationStore.NameOf(person.Method)));
            return (await conversations.TrySubmitAsync(changes, cancellationToken), null);
        });
        if (refused is not null)
        {
            return refused.ToResult();
        }

        await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        var sent = await links.FindAsync(request, participantId, body.Secret, cancellationToken);
        return TypedResults.Accepted((string?)null, await links.StateAsync(sent! with { Visitor = visitor }, cancellationToken));
    }

    private Limit[] LimitsOf(HttpRequest request, string phone) =>
    [
        .. PhoneLimits.Of(root, phone, sms.Value),
        addresses.Of(request, "sms", limits.Value.SmsPerAddressPerDay, TimeSpan.FromDays(1)),
    ];
}
