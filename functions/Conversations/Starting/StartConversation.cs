using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Starters;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>
/// A one-off sender begins: name and address. A mail with a link and a code confirms the address (D7-D9). Whether the
/// address is known makes no difference to the answer.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class StartConversation(
    ConversationStore conversations, StarterStore starters, Outbox outbox, Expiries expiries, Throttle throttle, StarterWatch watch,
    AddressLimits addresses, RootSecret root, IOptions<LimitOptions> limits, TimeProvider time)
{
    public sealed record Request(string ConversationId, string Name, string Email, string Language) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(ConversationId), "conversationId", "id-invalid");
            checks.Line(Name, 1, 100, "name");
            checks.Email(Email, "email");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    public sealed record Response;

    [Function(nameof(StartConversation))]
    public async Task<Results<Accepted<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "starters/{starterId}/conversations")] HttpRequest request,
        string starterId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (await starters.FindAsync(starterId, cancellationToken) is not { } starter)
        {
            return new ResourceNotFound().ToResult();
        }

        var madeBy = $"{starterId}:{request.BodyHash()}";
        if (await conversations.FindConversationAsync(body.ConversationId, cancellationToken) is { } existing)
        {
            return Again(existing.Value, madeBy);
        }

        var email = EmailAddress.Parse(body.Email)!;
        if (await throttle.TakeAsync(cancellationToken, LimitsOf(request, email)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var now = time.GetUtcNow();
        var counted = watch.IsFloodedAsync(starterId, isConfirmed: false, cancellationToken);
        var prepared = outbox.PrepareAsync(OutboxOf.Conversations, body.ConversationId, cancellationToken);
        var isFlooded = await counted;
        var hint = await prepared;
        await expiries.AddAsync(now + SecurityNumbers.UnconfirmedLifetime, "conversation", body.ConversationId, "", cancellationToken);
        if (!await conversations.TrySubmitAsync(Start(body, starter, madeBy, email, isFlooded, now), cancellationToken))
        {
            var other = await conversations.FindConversationAsync(body.ConversationId, cancellationToken);
            return Again(other!.Value, madeBy);
        }

        await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        return TypedResults.Accepted((string?)null, new Response());
    }

    private static Results<Accepted<Response>, ProblemHttpResult> Again(Conversation existing, string madeBy) =>
        existing.MadeBy == madeBy ? TypedResults.Accepted((string?)null, new Response()) : new IdTaken().ToResult();

    private static Changes Start(Request body, Starter starter, string madeBy, string email, bool isFlooded, DateTimeOffset now)
    {
        var (access, challenge) = LinkAccess.None.SendWithNotice(Tokens.NewId(), now);
        var sender = new Participant
        {
            ParticipantId = Participant.IdOf(body.ConversationId, 1),
            Name = TypedText.Line(body.Name),
            Email = email,
            Method = Method.None,
            Language = body.Language,
            Access = access,
        };
        var mailbox = new Participant
        {
            ParticipantId = Participant.IdOf(body.ConversationId, 0),
            Name = starter.MailboxName,
            Language = body.Language,
        };
        var conversation = new Conversation
        {
            ConversationId = body.ConversationId,
            State = ConversationState.Unconfirmed,
            MailboxId = starter.MailboxId,
            StarterId = starter.StarterId,
            MailboxName = starter.MailboxName,
            MadeBy = madeBy,
            StartedAt = now,
            Participants = 2,
        };
        var changes = new Changes(body.ConversationId);
        changes.Insert(ConversationStore.ConversationRow, conversation);
        changes.Insert(ConversationStore.RowOf(mailbox), mailbox);
        changes.Insert(ConversationStore.RowOf(sender), sender);
        changes.Announce(now, Notices.To(sender, NoticeKind.StarterCode, starter.MailboxName, challenge));
        if (isFlooded)
        {
            StarterWatch.Tell(changes, conversation, now);
        }

        changes.Audit(new AuditRecord(AuditEvent.ConversationStarted, now, sender.ParticipantId, body.ConversationId));
        return changes;
    }

    /// <summary>What stops one source and one sender, and nobody else.</summary>
    private Limit[] LimitsOf(HttpRequest request, string email)
    {
        var sender = root.LookUp("email", EmailAddress.Folded(email));
        return
        [
            addresses.Of(request, "start", limits.Value.StartsPerAddressPerHour, TimeSpan.FromHours(1)),
            new("start-sender", sender, SecurityNumbers.StartsPerSenderPerHour, TimeSpan.FromHours(1))
            {
                Within = new("start-sender-day", sender, SecurityNumbers.StartsPerSenderPerDay, TimeSpan.FromDays(1)),
            },
        ];
    }
}
