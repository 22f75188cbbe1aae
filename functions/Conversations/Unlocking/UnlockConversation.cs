using Zegel.Functions.Access;
using Zegel.Functions.Audit;
using Zegel.Functions.Conversations.Starting;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Unlocking;

/// <summary>
/// "Ontgrendel": a right code lets this browser act as the participant. Tries are counted before they are evaluated,
/// under the participant's ETag; the code is used up in the transaction that grants.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class UnlockConversation(
    ConversationStore conversations, Links links, Expiries expiries, Throttle throttle, StarterWatch watch, AddressLimits addresses,
    RootSecret root, IOptions<LimitOptions> limits, Outbox outbox, TimeProvider time)
{
    public sealed record Request(string Secret, string Code) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Secret.Length <= 100, "secret", "length-0-100");
            checks.That(Code.Length <= TypedCode.MaximumLength, "code", "length-0-8000");
        }
    }

    public sealed record Response(string ParticipantId, string ConversationId);

    [Function(nameof(UnlockConversation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/unlock")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var now = time.GetUtcNow();
        if (await links.FindAsync(request, participantId, body.Secret, cancellationToken) is not { } link)
        {
            return new LinkUnknown().ToResult();
        }

        // Where no code can be tried it is said first: what was typed may be the code of a method that was raised.
        var person = link.Participant.Value;
        if (person.Access.Try(person.CodesBy, link.Visitor?.Hash, now).Refused is { } closed)
        {
            return closed.ToProblem().ToResult();
        }

        // What cannot be a code is no guess: nothing is counted.
        var (length, digitsOnly) = person.CodesBy == ChallengeKind.Sms ? (SecurityNumbers.SmsCodeLength, true) : (SecurityNumbers.MailCodeLength, false);
        if (TypedCode.Read(body.Code, length, digitsOnly) is not { } code)
        {
            return new NotACode(length).ToResult();
        }

        var source = addresses.Of(request, "wrong-code", limits.Value.WrongCodesPerAddressPerHour, TimeSpan.FromHours(1));
        Limit[] guesses = person.Phone is { } phone ? [source, PhoneLimits.WrongCodes(root, phone)] : [source];
        if (await throttle.CheckAsync(cancellationToken, guesses) is { } retryAt)
        {
            return new TooManyRequests(retryAt).ToResult();
        }

        var (counted, candidates, problem) = await CountTryAsync(request, link, body.Secret, code, now, cancellationToken);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        if (Match(candidates, code) is not { } challenge)
        {
            await throttle.TakeAsync(cancellationToken, guesses);
            await AuditRefusalAsync(counted!.Participant.Value, now, cancellationToken);
            return Wrong(counted!.Participant.Value, now).ToResult();
        }

        if (!await GrantAsync(request, counted!, challenge, now, cancellationToken))
        {
            return new CodeExpired().ToResult();
        }

        return TypedResults.Ok(new Response(participantId, Participant.ConversationOf(participantId)));
    }

    private async Task<(Link? Counted, IReadOnlyList<Challenge> Candidates, Problem? Problem)> CountTryAsync(
        HttpRequest request, Link first, string secret, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Link? link = first;
        Hint? hint = null;
        var result = await Conflicts.RetryAsync<(Link?, IReadOnlyList<Challenge>, Problem?)>(async () =>
        {
            link ??= await links.FindAsync(request, first.Participant.Value.ParticipantId, secret, cancellationToken);
            if (link is null)
            {
                return (true, (null, [], new LinkUnknown()));
            }

            var person = link.Participant.Value;
            var (access, candidates, refused) = person.Access.Try(person.CodesBy, link.Visitor?.Hash, now);
            if (refused is not null)
            {
                return (true, (null, [], refused.ToProblem()));
            }

            var changes = new Changes(link.Conversation.PartitionKey);
            changes.Replace(link.Participant, person with { Access = access });
            // Nobody hears whether the code is right before the try is stored; only that nobody is told of a link that stays open.
            if (ShutNow(person.Access, access) is { } shut && Match(candidates, code) is null)
            {
                changes.Audit(new AuditRecord(shut.Event, now, person.ParticipantId));
                changes.Announce(now, Notices.ToOwner(link.Conversation.Value, shut.Notice) with { NotAfter = shut.Until });
                hint ??= await outbox.PrepareAsync(OutboxOf.Conversations, link.Conversation.PartitionKey, cancellationToken);
            }

            if (!await conversations.TrySubmitAsync(changes, cancellationToken))
            {
                link = null;
                return (false, default);
            }

            var written = changes.Written(link.Participant.RowKey, person with { Access = access });
            return (true, (link with { Participant = written }, candidates, null));
        });
        if (hint is not null)
        {
            await outbox.HintAsync(OutboxOf.Conversations, hint, cancellationToken);
        }

        return result;
    }

    /// <summary>What the owner of the mailbox must know of this try; null when the link is as open as it was.</summary>
    private static (AuditEvent Event, NoticeKind Notice, DateTimeOffset? Until)? ShutNow(LinkAccess before, LinkAccess after) =>
        after.IsDisabled && !before.IsDisabled ? (AuditEvent.ParticipantDisabled, NoticeKind.ParticipantDisabled, null)
        : after.LockedUntil is { } until && before.LockedUntil != until ? (AuditEvent.ParticipantLocked, NoticeKind.ParticipantLocked, until)
        : null;

    private async Task AuditRefusalAsync(Participant tried, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var changes = new Changes(Participant.ConversationOf(tried.ParticipantId));
        changes.Audit(new AuditRecord(AuditEvent.CodeRefused, now, tried.ParticipantId, tried.ParticipantId));
        await conversations.TrySubmitAsync(changes, cancellationToken);
    }

    private Challenge? Match(IReadOnlyList<Challenge> candidates, string code)
    {
        Challenge? match = null;
        foreach (var candidate in candidates)
        {
            if (Tokens.AreEqual(code, candidate.Kind == ChallengeKind.Sms ? root.SmsCode(candidate.Id) : root.MailCode(candidate.Id)))
            {
                match = candidate;
            }
        }

        return match;
    }

    private static Problem Wrong(Participant tried, DateTimeOffset now)
    {
        if (tried.Access.Refuse(now) is { } refused)
        {
            return refused.ToProblem();
        }

        var left = tried.Access.Challenges.Where(challenge => challenge.IsOpen(now))
            .Select(challenge => SecurityNumbers.TriesPerChallenge - challenge.Tries).DefaultIfEmpty(0).Max();
        return left == 0 ? new CodeUsedUp() : new CodeRefused(left, tried.Access.TryAt > now ? tried.Access.TryAt : null);
    }

    /// <summary>Uses the code up and grants; false when another request used it first, or the method was raised.</summary>
    private async Task<bool> GrantAsync(
        HttpRequest request, Link counted, Challenge challenge, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var participantId = counted.Participant.Value.ParticipantId;
        var visitor = VisitorCookie.ReadOrSet(request, now);
        await expiries.AddAsync(VisitorCookie.Hour(visitor), "grant", visitor.Hash, participantId, cancellationToken);
        Hint? flooded = null;
        if (counted.Conversation.Value is { State: ConversationState.Unconfirmed, StarterId: { } starterId })
        {
            if (await watch.IsFloodedAsync(starterId, isConfirmed: true, cancellationToken))
            {
                flooded = await outbox.PrepareAsync(OutboxOf.Conversations, counted.Conversation.PartitionKey, cancellationToken);
            }

            await expiries.AddAsync(now + SecurityNumbers.VisitorDraftLifetime, "conversation", counted.Conversation.PartitionKey, "", cancellationToken);
        }

        Link? link = counted;
        var isGranted = await Conflicts.RetryAsync<bool>(async () =>
        {
            if (link is null && await conversations.FindLinkAsync(participantId, visitor.Hash, cancellationToken) is { } found)
            {
                link = counted with { Conversation = found.Conversation, Participant = found.Participant };
            }

            if (link is null || link.Participant.Value.Access.Challenges.All(open => open.Id != challenge.Id))
            {
                return (true, false);
            }

            var person = link.Participant.Value;
            var changes = new Changes(link.Conversation.PartitionKey);
            changes.Replace(link.Participant, person with { Access = person.Access.Right(challenge.Id, now), NoticeFailed = false });
            changes.Put(ConversationStore.GrantRow(participantId, visitor.Hash), new Grant(person.Method, person.LinkVersion, now, now));
            changes.Audit(new AuditRecord(AuditEvent.Unlocked, now, participantId, participantId, ConversationStore.NameOf(person.Method)));
            if (link.Conversation.Value.State == ConversationState.Unconfirmed)
            {
                changes.Replace(link.Conversation, link.Conversation.Value with
                {
                    State = ConversationState.Open,
                    WaitsUntil = now + SecurityNumbers.VisitorDraftLifetime,
                });
                if (flooded is not null)
                {
                    StarterWatch.Tell(changes, link.Conversation.Value, now);
                }
            }

            link = null;
            return (await conversations.TrySubmitAsync(changes, cancellationToken), true);
        });
        if (flooded is not null)
        {
            await outbox.HintAsync(OutboxOf.Conversations, flooded, cancellationToken);
        }

        return isGranted;
    }
}
