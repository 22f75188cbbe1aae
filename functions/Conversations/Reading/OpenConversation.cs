using Zegel.Functions.Conversations.Recipients;
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
    /// <summary>As long ago as something may be, by another clock, that is still to come by this one.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    public sealed record Request(string? Before) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(Before is null || SpaceStore.IsEntryKey(Before), "before", "cursor-invalid");
    }

    /// <param name="Filing">For the mailbox: where it stands in it.</param>
    /// <param name="EndsAt">For the mailbox, of one that it deleted: from when it is gone for everybody.</param>
    /// <param name="StarterId">Of people outside: with which starter it began, which says what it asks for.</param>
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
        IReadOnlyList<WaitingItem> Waiting,
        string? StarterId);

    /// <param name="SeesFrom">Of who sees nothing of before; null: everything.</param>
    public sealed record ParticipantItem(
        ParticipantId ParticipantId, string Kind, string? Name, string? Email, Method? Method, string? Phone,
        Disputed? NotMyNumber, bool Held, ReachingTask? NotReached, DateTimeOffset? LockedUntil, bool Disabled,
        bool IsCc, bool CanBeReminded, DateTimeOffset? RemindedAt, DateTimeOffset? RevokedAt,
        DateTimeOffset? SeesFrom);

    public sealed record Disputed(DateTimeOffset At, string Explanation);

    /// <param name="MessageId">Which.</param>
    /// <param name="Author">Who wrote it.</param>
    /// <param name="By">Who wrote it for the mailbox.</param>
    /// <param name="At">When.</param>
    /// <param name="Note">What was written; null: it has expired, or was revoked.</param>
    /// <param name="IsNew">Whether the caller is handed it for the first time.</param>
    /// <param name="Receipts">Whether it came to the others.</param>
    /// <param name="ExpiresAt">From when nobody is handed it; null: it stays.</param>
    /// <param name="RevokedAt">When it was revoked; null: it was not.</param>
    /// <param name="RevokedBy">For the mailbox: the name of who revoked it.</param>
    /// <param name="FileNames">
    /// For the mailbox, of one that was revoked: what its files were called, under the mailbox's key; null for none.
    /// </param>
    /// <param name="Added">Who came in with it, after the first.</param>
    public sealed record MessageItem(
        string MessageId, ParticipantId Author, string? By, DateTimeOffset At, SealedNote? Note, bool IsNew,
        IReadOnlyList<ReceiptItem> Receipts, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, string? RevokedBy,
        SealedNote? FileNames, IReadOnlyList<ParticipantId> Added);

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
        // Where it begins a conversation; who acts is decided below.
        var isOfMailbox = id == ParticipantId.Of(id.Space, ParticipantId.FirstNumber);
        var query = new SpaceQuery
        {
            Receipts = true,
            // Nobody but the people of the mailbox sees what waits, and what became of notices.
            Sheets = request.FindSignedIn() is null ? null : WaitingMessage.Kind,
            Told = isOfMailbox,
            Handed = isOfMailbox,
        };
        var found = await access.FindAsync<Conversation>(request, id, Rights.Read, query, cancellationToken);
        var (page, earlier) = await reading;
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem;
        }

        // What was revoked between the two reads stands in the page still; clocks of instances differ a little.
        if (actor.Space.Value.RevokedAt > time.GetUtcNow() - JustNow)
        {
            (page, earlier) = await spaces.PageAsync(id.Space, before, cancellationToken);
        }

        // Of who came in later the page ends where they did, wherever it was asked to begin.
        IReadOnlyList<ListedEntry> messages = [.. page.Where(message => actor.Me.Value.Sees(message.Entry.At))];
        earlier = messages.Count == page.Count ? earlier : null;

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

        var receipts = new MessageReceipts(actor.Read, conversation.Kind.Notices.Waiting, actor.IsMailbox);
        return new Response(
            conversation.ConversationId,
            id,
            conversation.IsStarted,
            sealKey,
            actor.IsMailbox ? actor.Me.Value.WrappedSealKey : null,
            [.. actor.Participants.Select(
                person => ShownConversation.ItemOf(person.Value, actor, mailbox, record.Now))],
            [.. messages.Reverse().Select(message => ShownConversation.ItemOf(message, actor, receipts, record.Now))],
            earlier,
            actor.IsMailbox ? conversation.Filing : null,
            actor.IsMailbox ? conversation.EndsAt : null,
            actor.IsMailbox && before is null ? WaitingOf(actor) : [],
            actor.IsMailbox ? null : conversation.StarterId);
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

    /// <summary>The receipt, when something of others is handed out for the first time, and the audit record.</summary>
    private SpaceChange Record(Actor<Conversation> actor, IReadOnlyList<ListedEntry> messages, bool isNewest)
    {
        var me = actor.Me.Value;
        var change = actor.Change(time.GetUtcNow());
        change.Audit(actor.Did(ConversationEvents.ConversationOpened, change.Now));
        if (isNewest && me.HasUnread)
        {
            change.Replace(actor.Me, me.Opened(change.Now));
        }

        if (messages.Any(message => ShownConversation.IsUnhanded(message, actor)))
        {
            var method = actor.IsMailbox ? (Method?)null : me.Method;
            // Not before what was revoked: who read that is known by these moments.
            var at = actor.Space.Value.RevokedAt > change.Now ? actor.Space.Value.RevokedAt.Value : change.Now;
            change.Receive(new Receipt(
                me.ParticipantId, ShownConversation.ReadUpTo(actor), messages[0].Key, at, method)
            {
                From = messages[^1].Key,
            });
            // The list's unread mark follows, or how many read; a hint that is lost is made good by the next one.
            if (actor.IsMailbox)
            {
                change.Refresh();
            }
            else
            {
                // Who is handed a message at the moment it is revoked reads it before that, or not at all.
                change.Guard(actor.Me);
                if (isNewest && actor.Space.Value.Last is { } last && last.Author == actor.Mailbox.ParticipantId)
                {
                    change.RefreshSoon();
                }
            }
        }

        return change;
    }

    private static IReadOnlyList<WaitingItem> WaitingOf(Actor<Conversation> actor) =>
    [
        .. actor.Read.SheetsOf<WaitingMessage>()
            .Where(waiting => waiting.Item.Value.State is WaitingState.Waiting or WaitingState.Stopped)
            .Select(WaitingItem.Of).OrderBy(waiting => waiting.At),
    ];
}
