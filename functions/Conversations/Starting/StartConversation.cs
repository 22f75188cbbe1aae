using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Unlocking;
using Zegel.Functions.Starters;

namespace Zegel.Functions.Conversations.Starting;

/// <summary>
/// A one-off sender begins: name and address. A mail with a link and a code confirms the address (D7-D9). Whether the
/// address is known makes no difference to the answer.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class StartConversation(
    SpaceStore spaces, StarterStore starters, Throttle throttle, StarterWatch watch, AddressLimits addresses,
    RootSecret root, IOptions<LimitOptions> limits, TimeProvider time)
{
    public sealed record Request(string ConversationId, string Name, string Email, string Language) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(ConversationId), "conversationId", "id-invalid");
            checks.Line(Name, 1, TypedText.LongestName, "name");
            checks.Email(Email, "email");
            checks.That(Language is "nl" or "en", "language", "language-unknown");
        }
    }

    public sealed record Response;

    [Function(nameof(StartConversation))]
    public async Task<Results<Accepted<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "starters/{starterId}/conversations")] HttpRequest request,
        string starterId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (await starters.FindAsync(starterId, cancellationToken) is not { } starter)
        {
            return new ResourceNotFound().ToResult();
        }

        var id = SpaceId.From(body.ConversationId);
        var madeBy = $"{starterId}:{request.BodyHash()}";
        if (await spaces.FindAsync(id, cancellationToken) is { } existing)
        {
            return Again(existing.Value, madeBy);
        }

        if (starter.IsPaused)
        {
            return new StarterPaused().ToResult();
        }

        var email = EmailAddress.Parse(body.Email)!;
        if (await throttle.TakeAsync(cancellationToken, LimitsOf(request, email)) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var isFlooded = await watch.IsFloodedAsync(starterId, isConfirmed: false, cancellationToken);
        if (!await spaces.TrySaveAsync(Start(body, starter, madeBy, email, isFlooded), cancellationToken))
        {
            return Again((await spaces.FindAsync(id, cancellationToken))!.Value, madeBy);
        }

        return TypedResults.Accepted((string?)null, new Response());
    }

    private static Results<Accepted<Response>, ProblemHttpResult> Again(Space existing, string madeBy) =>
        existing.MadeBy == madeBy ? TypedResults.Accepted((string?)null, new Response()) : new IdTaken().ToResult();

    private SpaceChange Start(Request body, Starter starter, string madeBy, string email, bool isFlooded)
    {
        var (id, now) = (SpaceId.From(body.ConversationId), time.GetUtcNow());
        var conversation = new Conversation
        {
            ConversationId = id,
            State = ConversationState.Unconfirmed,
            MailboxId = starter.MailboxId,
            StarterId = starter.StarterId,
            MadeBy = madeBy,
            StartedAt = now,
            NextNumber = 2,
        };
        var mailbox = new Participant
        {
            ParticipantId = ParticipantId.Of(id, ParticipantId.FirstNumber),
            Name = null,
            Language = body.Language,
        };
        var (codes, challenge) = LinkCodes.None.SendWithNotice(Tokens.NewId(), now);
        var sender = new Participant
        {
            ParticipantId = ParticipantId.Of(id, 1),
            Name = TypedText.Line(body.Name),
            Email = email,
            Method = Method.None,
            Language = body.Language,
            Codes = codes,
        };
        var change = new SpaceChange(id, now);
        change.Begin(conversation);
        change.Add(mailbox);
        change.Add(sender);
        change.Expire(now + SecurityNumbers.UnconfirmedLifetime, ExpiringSpace.Kind);
        change.Announce(Notices.To(sender, ConversationNotices.StarterCode, conversation, challenge));
        if (isFlooded)
        {
            change.Announce(Notices.ToOwner(conversation, ConversationNotices.StarterFlooded));
        }

        change.Audit(new AuditRecord(ConversationEvents.ConversationStarted, now, sender.ParticipantId, id));
        return change;
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
