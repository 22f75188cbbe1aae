using Zegel.Functions.Conversations.Drafts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Messages that wait (X5): each goes once, when its moment has come by the clock of the functions, or is taken back;
/// of two that want both, the first transaction decides.
/// </summary>
public sealed class WaitingMessages(SpaceStore spaces, DraftStore drafts, TimeProvider time)
{
    /// <summary>What going changes beside the message itself: its sheet, and who let it go.</summary>
    public const int RowsOfGoing = 2;

    /// <summary>What is read of a space to let a message of it go, or to take it back.</summary>
    public static SpaceQuery Query(string messageId) =>
        new() { Files = true, Posted = messageId, Sheets = WaitingMessage.Kind };

    /// <summary>Now, or just after the last message: differing clocks keep the order of messages.</summary>
    public static DateTimeOffset After(LastMessage? last, DateTimeOffset now) =>
        last is null || last.At < now ? now : last.At.AddTicks(1);

    /// <summary>The change by which a message waits instead of going.</summary>
    /// <param name="actor">The mailbox.</param>
    /// <param name="waiting">The message.</param>
    /// <param name="note">What is written.</param>
    /// <param name="header">What lists show of it.</param>
    public static Outcome<SpaceChange> Wait(
        Actor<Conversation> actor, WaitingMessage waiting, SealedNote note, SealedNote header)
    {
        var (conversation, content) = (actor.Space.Value, waiting.Content);
        var change = actor.Change(waiting.Posted.At);
        var others = actor.Read.SheetsOf<WaitingMessage>();
        if (conversation.HasEnded(waiting.GoesAt))
        {
            return new ResourceNotFound();
        }

        if (conversation.IsStarted)
        {
            // As it was read, so that of two who send at once the second sees the first (X4).
            change.Replace(actor.Space, conversation);
        }
        else
        {
            if (others.Any(other => other.Item.Value.State == WaitingState.Waiting))
            {
                return new AlreadyWaits();
            }

            // Of two first messages at once the second sees the first; and nothing ends what waits.
            var waitsUntil = waiting.GoesAt + SecurityNumbers.StaffDraftLifetime;
            var isKept = conversation.WaitsUntil >= waitsUntil;
            change.Replace(actor.Space, isKept ? conversation : conversation with { WaitsUntil = waitsUntil });
            if (!isKept)
            {
                change.Expire(waitsUntil, ExpiringSpace.Kind);
            }
        }

        foreach (var stopped in others.Where(other =>
            other.Item.Value is { State: WaitingState.Stopped, Draft: { } draft }
            && draft.DraftId == waiting.Draft?.DraftId))
        {
            change.Unshelve(stopped.Item);
        }

        change.TakeId(content.MessageId, waiting.Posted);
        change.AddSheet(WaitingMessage.Kind, content.MessageId, waiting, note, header);
        foreach (var file in content.Files.Select(file => actor.Files[FileId.From(file)]))
        {
            change.Replace(file, file.Value with { HeldFor = content.MessageId });
        }

        change.Audit(actor.Did(ConversationEvents.MessageWaits, change.Now, content.MessageId));
        change.Deliver(waiting.GoesAt - waiting.Posted.At);
        return change.Fits ? change : new MessageTooFull();
    }

    /// <summary>The change by which a message goes that waited; or why it cannot.</summary>
    /// <param name="actor">The mailbox.</param>
    /// <param name="waiting">The message.</param>
    public Outcome<SpaceChange> Go(Actor<Conversation> actor, Shelved<WaitingMessage> waiting)
    {
        var message = waiting.Item.Value;
        var posted = message.Posted with { At = After(actor.Space.Value.Last, time.GetUtcNow()), GoesAt = null };
        var composed = actor.Space.Value.EndedAt is not null
            ? new ResourceNotFound()
            : new NewMessage(
                actor with { AskedBy = message.AccountId }, message.Content, waiting.Note, waiting.Header!, posted,
                hasWaited: true).Compose();
        if (composed.IsRefused(out var problem, out var change))
        {
            return problem;
        }

        End(change, waiting, WaitingState.Went);
        return change.Fits ? change : new MessageTooFull();
    }

    /// <summary>What does not go becomes a draft again: its files too, and its id is never posted.</summary>
    /// <param name="change">To which it is added.</param>
    /// <param name="read">Everything of the space, with its files.</param>
    /// <param name="waiting">The message.</param>
    /// <param name="state">Why it does not go.</param>
    public static void TakeBack(
        SpaceChange change, SpaceRead read, Shelved<WaitingMessage> waiting, WaitingState state)
    {
        var (message, waitsUntil) = (waiting.Item.Value, change.Now + SecurityNumbers.StaffDraftLifetime);
        change.PutPosted(message.Content.MessageId, message.Posted with { GoesAt = null, IsUndone = true });
        foreach (var id in message.Content.Files)
        {
            if (read.Files.GetValueOrDefault(FileId.From(id)) is { } file
                && file.Value.HeldFor == message.Content.MessageId)
            {
                change.Expire(waitsUntil, ExpiringFile.Kind, id);
                change.Replace(file, file.Value with { HeldFor = null, WaitsUntil = waitsUntil });
            }
        }

        End(change, waiting, state);
        // The draft hears of it, also after a crash.
        change.Deliver();
    }

    /// <summary>Lets go what is due, and tells drafts what became of the rest. Safe to repeat.</summary>
    /// <param name="read">The space with its sheets.</param>
    /// <returns>Whether something changed, so that it is to be read again; and whether something waits.</returns>
    public async Task<(bool Changed, bool Waits)> WorkAsync(SpaceRead read, CancellationToken cancellationToken)
    {
        var (changed, waits) = (false, false);
        foreach (var waiting in read.SheetsOf<WaitingMessage>().OrderBy(one => one.Item.Value.Posted.GoesAt))
        {
            var message = waiting.Item.Value;
            if (message.State != WaitingState.Waiting)
            {
                await SettleAsync(read.Space.Value, waiting, cancellationToken);
            }
            else if (message.GoesAt <= time.GetUtcNow())
            {
                changed |= await GoAsync(read.Space.Value.Id, message.Content.MessageId, cancellationToken);
            }
            else
            {
                waits = true;
            }
        }

        return (changed, waits);
    }

    /// <summary>Tells the draft of a message whether that went; safe to repeat.</summary>
    public Task TellDraftAsync(
        Space space, WaitingMessage message, bool hasGone, CancellationToken cancellationToken) =>
        message.Draft is { } draft
            ? drafts.SettleAsync(
                space.MailboxId, draft.DraftId, message.Content.MessageId, draft.Revision, hasGone, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Its draft knows what became of it, and nobody has to see it any more.</summary>
    private async Task SettleAsync(Space space, Shelved<WaitingMessage> waiting, CancellationToken cancellationToken)
    {
        var message = waiting.Item.Value;
        if (message.IsSettled)
        {
            return;
        }

        await TellDraftAsync(space, message, message.State == WaitingState.Went, cancellationToken);
        var change = new SpaceChange(space.Id, time.GetUtcNow());
        if (message.State == WaitingState.Stopped)
        {
            change.Replace(waiting.Item, message with { IsSettled = true }, waiting.Note);
        }
        else
        {
            change.Unshelve(waiting.Item);
        }

        // False: another worker was first.
        await spaces.TrySaveAsync(change, cancellationToken);
    }

    /// <summary>Whether it went or was stopped here; else somebody else decided.</summary>
    private Task<bool> GoAsync(SpaceId id, string messageId, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<bool>(async () =>
        {
            var read = await spaces.ReadAsync(id, Query(messageId), cancellationToken);
            var waiting = read?.SheetsOf<WaitingMessage>()
                .SingleOrDefault(one => one.Item.Value.Content.MessageId == messageId);
            if (waiting?.Item.Value.State != WaitingState.Waiting)
            {
                return (true, false);
            }

            var mailbox = read!.Participants.Single(participant => participant.Value.IsMailbox);
            var actor = new Actor<Conversation>(read.Space.As<Conversation>(), read, mailbox, null);
            if (Go(actor, waiting).IsRefused(out _, out var change))
            {
                change = Stop(read, waiting);
            }

            return (await spaces.TrySaveAsync(change, cancellationToken), true);
        });

    private SpaceChange Stop(SpaceRead read, Shelved<WaitingMessage> waiting)
    {
        var change = new SpaceChange(read.Space.Value.Id, time.GetUtcNow());
        TakeBack(change, read, waiting, WaitingState.Stopped);
        change.Announce(Notices.ToOwner(read.Space.Value, ConversationNotices.MessageNotSent));
        change.Audit(new AuditRecord(
            ConversationEvents.MessageStopped, change.Now, "system", waiting.Item.Value.Content.MessageId));
        return change;
    }

    /// <summary>Its sheet stays until the draft knows; it holds that nobody else decided meanwhile.</summary>
    private static void End(SpaceChange change, Shelved<WaitingMessage> waiting, WaitingState state) =>
        change.Replace(waiting.Item, waiting.Item.Value with { State = state }, waiting.Note);
}
