using Zegel.Functions.Conversations.Keeping;
using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Reading;

/// <summary>
/// Hands out a page of sealed messages, and to a visitor the conversation's seal key. Reading is written down, with the
/// receipt, before anything is handed out.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class OpenConversation(
    SpaceAccess access, SpaceStore spaces, MailboxNames names, SealKeyRelease release, TimeProvider time)
{
    public sealed record Request(string? Before) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Before is null || SpaceStore.IsEntryKey(Before), "before", "cursor-invalid");
    }

    /// <param name="Filing">For the mailbox: where it stands in it.</param>
    /// <param name="EndsAt">For the mailbox, of one that it deleted: from when it is gone for everybody.</param>
    public sealed record Response(
        SpaceId ConversationId,
        ParticipantId ParticipantId,
        bool Started,
        byte[]? SealKey,
        byte[]? WrappedSealKey,
        IReadOnlyList<ParticipantItem> Participants,
        IReadOnlyList<MessageItem> Messages,
        string? Earlier,
        Filing? Filing,
        DateTimeOffset? EndsAt,
        IReadOnlyList<WaitingItem> Waiting);

    public sealed record ParticipantItem(
        ParticipantId ParticipantId, string Kind, string? Name, string? Email, Method? Method, string? Phone,
        Disputed? NotMyNumber, bool Held, bool NoticeFailed, DateTimeOffset? LockedUntil, bool Disabled, bool IsCc,
        bool CanBeReminded, DateTimeOffset? RemindedAt);

    public sealed record Disputed(DateTimeOffset At, string Explanation);

    /// <param name="MessageId">Which.</param>
    /// <param name="Author">Who wrote it.</param>
    /// <param name="By">Who wrote it for the mailbox.</param>
    /// <param name="At">When.</param>
    /// <param name="Note">What was written; null: it has expired.</param>
    /// <param name="IsNew">Whether the caller is handed it for the first time.</param>
    /// <param name="ReadBy">Who was handed it.</param>
    /// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
    public sealed record MessageItem(
        string MessageId, ParticipantId Author, string? By, DateTimeOffset At, SealedNote? Note, bool IsNew,
        IReadOnlyList<ReadBy> ReadBy, DateTimeOffset? ExpiresAt);

    public sealed record ReadBy(ParticipantId ParticipantId, DateTimeOffset At);

    [Function(nameof(OpenConversation))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/open")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        var opened = await Conflicts.RetryAsync(async () =>
        {
            var outcome = await OpenAsync(request, id, body.Before, cancellationToken);
            return (!outcome.IsRefused(out var problem, out _) || problem is not ChangedMeanwhile, outcome);
        });
        return opened.IsRefused(out var refusal, out var response) ? refusal.ToResult() : TypedResults.Ok(response);
    }

    private async Task<Outcome<Response>> OpenAsync(
        HttpRequest request, ParticipantId id, string? before, CancellationToken cancellationToken)
    {
        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = spaces.PageAsync(id.Space, before, cancellationToken);
        var query = new SpaceQuery
        {
            Receipts = true,
            // Nobody but the people of the mailbox sees what waits.
            Sheets = request.FindSignedIn() is null ? null : WaitingMessage.Kind,
        };
        var found = await access.FindAsync<Conversation>(request, id, Rights.Read, query, cancellationToken);
        var (messages, earlier) = await reading;
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        // A message that came between the two reads would count as read, and nobody would be told of it again.
        var conversation = actor.Space.Value;
        if (before is null && actor.Me.Value.HasUnread
            && conversation.Last?.Key != messages.Select(message => message.Key).FirstOrDefault())
        {
            return new ChangedMeanwhile();
        }

        // All that may fail comes before it is written down.
        var mailbox = await names.GetAsync(conversation.MailboxId, cancellationToken);
        var record = Record(actor, messages, isNewest: before is null);
        byte[]? sealKey = null;
        if (actor.IsMailbox || !conversation.IsStarted)
        {
            // The mailbox has the key, wrapped under its own.
            if (!await spaces.TrySaveAsync(record, cancellationToken))
            {
                return new ChangedMeanwhile();
            }
        }
        else if ((await ReleaseAsync(actor, record, cancellationToken)).IsRefused(out var refusal, out sealKey))
        {
            return refusal;
        }

        return new Response(
            conversation.ConversationId,
            id,
            conversation.IsStarted,
            sealKey,
            actor.IsMailbox ? actor.Me.Value.WrappedSealKey : null,
            [.. actor.Participants.Select(participant => ItemOf(participant.Value, actor, mailbox, record.Now))],
            [.. messages.Reverse().Select(message => ItemOf(message, actor, record.Now))],
            earlier,
            actor.IsMailbox ? conversation.Filing : null,
            actor.IsMailbox ? conversation.EndsAt : null,
            actor.IsMailbox && before is null ? WaitingOf(actor) : []);
    }

    private Task<Outcome<byte[]>> ReleaseAsync(
        Actor<Conversation> actor, SpaceChange record, CancellationToken cancellationToken) =>
        release.ReleaseAsync(
            actor.Space.Value,
            _ => Task.FromResult(record),
            () =>
            {
                var refused = actor.Change(record.Now);
                refused.Audit(actor.Did(SealingEvents.SealKeyRefused, record.Now));
                return Task.FromResult(refused);
            },
            cancellationToken);

    /// <summary>The receipt, when others wrote something new, and the audit record.</summary>
    private SpaceChange Record(Actor<Conversation> actor, IReadOnlyList<ListedEntry> messages, bool isNewest)
    {
        var me = actor.Me.Value;
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(ConversationEvents.ConversationOpened, change.Now));
        if (isNewest && me.HasUnread)
        {
            // Clocks of instances differ a little: never before what it was told.
            change.Replace(actor.Me, me with { OpenedAt = change.Now < me.NoticedAt ? me.NoticedAt : change.Now });
        }

        if (messages.Any(message => IsNew(message, actor)))
        {
            var method = actor.IsMailbox ? (Method?)null : me.Method;
            change.Receive(new Receipt(me.ParticipantId, ReadUpTo(actor), messages[0].Key, change.Now, method));
            if (actor.IsMailbox)
            {
                // The list's unread mark follows; when this hint is lost it follows with the next message or reading.
                change.Refresh();
            }
        }

        return change;
    }

    /// <summary>Up to where the actor read before; keys of newer messages sort first.</summary>
    private static string? ReadUpTo(Actor<Conversation> actor) =>
        actor.Read.Receipts.Where(receipt => receipt.ParticipantId == actor.Me.Value.ParticipantId)
            .Select(receipt => receipt.UpTo).Min(StringComparer.Ordinal);

    private static bool IsNew(ListedEntry message, Actor<Conversation> actor) =>
        message.Entry.Author != actor.Me.Value.ParticipantId
        && (ReadUpTo(actor) is not { } upTo || string.CompareOrdinal(message.Key, upTo) < 0);

    private static IReadOnlyList<WaitingItem> WaitingOf(Actor<Conversation> actor) =>
    [
        .. actor.Read.SheetsOf<WaitingMessage>()
            .Where(waiting => waiting.Item.Value.State is WaitingState.Waiting or WaitingState.Stopped)
            .Select(WaitingItem.Of).OrderBy(waiting => waiting.At),
    ];

    private static MessageItem ItemOf(ListedEntry message, Actor<Conversation> actor, DateTimeOffset now) => new(
        message.Entry.EntryId,
        message.Entry.Author,
        message.Entry.By,
        message.Entry.At,
        message.Entry.IsExpired(now) ? null : message.Note,
        IsNew(message, actor),
        [.. actor.Read.Receipts
            .Where(receipt => receipt.ParticipantId != message.Entry.Author && receipt.Covers(message.Key)
                && !message.Entry.IsExpired(receipt.At))
            .GroupBy(receipt => receipt.ParticipantId)
            .Select(read => new ReadBy(read.Key, read.Min(receipt => receipt.At)))],
        message.Entry.ExpiresAt);

    private static ParticipantItem ItemOf(
        Participant participant, Actor<Conversation> actor, string mailbox, DateTimeOffset now)
    {
        var forStaff = actor.IsMailbox;
        return new ParticipantItem(
            participant.ParticipantId,
            participant.IsMailbox ? "mailbox" : "person",
            // An address is shown to staff and to whom it belongs, and to nobody else of the conversation.
            participant.IsMailbox
                ? mailbox
                : participant.Name ?? (forStaff || participant == actor.Me.Value ? participant.Email : null),
            forStaff ? participant.Email : null,
            participant.IsMailbox ? null : participant.Method,
            forStaff && participant.Phone is not null ? PhoneNumber.Mask(participant.Phone) : null,
            forStaff && participant.Disputed is { } disputed ? new Disputed(disputed.At, disputed.Explanation) : null,
            forStaff && participant.IsHeld,
            forStaff && participant.NoticeFailed,
            forStaff && participant.Codes.LockedUntil > now ? participant.Codes.LockedUntil : null,
            forStaff && participant.Codes.IsDisabled,
            participant.IsCc,
            forStaff && Reminding.Fits(participant),
            forStaff ? participant.RemindedAt : null);
    }
}
