using Zegel.Functions.Conversations.Drafts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Writing;

/// <summary>
/// Sends a sealed message: a one-off sender's first one (D11-D13), an answer (D20), also of who reads with an account,
/// or staff's, whose first one names the recipients (Z11). Message, files, participants, notices and audit record are
/// one transaction: all of it or none. What staff sends can be taken back for a while, and is all that time with the
/// functions alone (X5).
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class SendMessage(
    SpaceAccess access, SpaceStore spaces, MessagePreparation preparation, DraftStore drafts,
    AnsweredSince answered, IOptions<WritingOptions> writing, TimeProvider time)
{
    /// <param name="MessageId">Which.</param>
    /// <param name="At">When it was sent.</param>
    /// <param name="By">The name of who sent it for the mailbox.</param>
    /// <param name="GoesAt">Until when it can be taken back, and then goes; null: it went.</param>
    public sealed record Response(string MessageId, DateTimeOffset At, string? By, DateTimeOffset? GoesAt);

    [Function(nameof(SendMessage))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/messages")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<SendMessageRequest>(cancellationToken);
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        if (body.CheckSpace(id.Space) is { } misplaced)
        {
            return misplaced.ToResult();
        }

        var sent = await Conflicts.RetryAsync(() => SendAsync(request, id, body, cancellationToken));
        return sent.IsRefused(out var problem, out var posted)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(body.MessageId, posted.At, posted.By, posted.GoesAt));
    }

    private async Task<(bool Done, Outcome<PostedEntry> Sent)> SendAsync(
        HttpRequest request, ParticipantId id, SendMessageRequest body, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, id, Rights.Write, WaitingMessages.Query(body.MessageId), cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (actor.Read.Posted is [{ IsUndone: true } undone] && undone.Author == id)
        {
            return (true, new MessageUndone());
        }

        var isTaken = actor.FindPosted(request.BodyHash()).IsRefused(out var taken, out var before);
        var mailboxId = actor.Space.Value.MailboxId;
        if (!isTaken && before is not null)
        {
            await NoteWaitsAsync(mailboxId, body, before, cancellationToken);
            return (true, before);
        }

        // Before the id is judged: a colleague who went on with the same draft sent other words under it.
        if ((await answered.RefuseAsync(actor, body.Seen, cancellationToken) ?? taken) is { } stopped)
        {
            return (true, stopped);
        }

        var prepared = await preparation.PrepareAsync(actor, body, cancellationToken);
        if (prepared.IsRefused(out var refused, out var content))
        {
            return (true, refused);
        }

        // Somebody outside who reads with an account is known to the others by what staff calls them.
        var by = actor.IsMailbox ? actor.Account!.Name : null;
        var posted = new PostedEntry(
            request.BodyHash(), id, by, WaitingMessages.After(actor.Space.Value.Last, time.GetUtcNow()));
        var message = new NewMessage(actor, content, body.Note, body.Header, posted);
        if (message.Compose().IsRefused(out var refusal, out var change))
        {
            return (true, refusal);
        }

        if (!actor.IsMailbox || writing.Value.UndoSeconds == 0)
        {
            if (actor.IsMailbox && body.Draft is not null)
            {
                // The worker tells the draft that it went, also after a crash.
                var went = new WaitingMessage(
                    content, posted, actor.Account!.AccountId, body.Draft, WaitingState.Went);
                change.AddSheet(WaitingMessage.Kind, body.MessageId, went, body.Header);
            }

            return change.Fits
                ? (await spaces.TrySaveAsync(change, cancellationToken), posted)
                : (true, new MessageTooFull());
        }

        // It was composed to see that it can go; when its moment has come it is composed again, of what is then.
        var now = time.GetUtcNow();
        var waits = posted with { At = now, GoesAt = now + TimeSpan.FromSeconds(writing.Value.UndoSeconds) };
        var waiting = new WaitingMessage(content, waits, actor.Account!.AccountId, body.Draft);
        if (!change.HasRoomFor(WaitingMessages.RowsOfGoing + message.Untold)
            || WaitingMessages.Wait(actor, waiting, body.Note, body.Header).IsRefused(out refusal, out change))
        {
            return (true, refusal ?? new MessageTooFull());
        }

        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return (false, waits);
        }

        await NoteWaitsAsync(mailboxId, body, waits, cancellationToken);
        return (true, waits);
    }

    /// <summary>The draft is shown as one that waits; when this fails it is shown as a draft until it went.</summary>
    private Task NoteWaitsAsync(
        MailboxId mailboxId, SendMessageRequest body, PostedEntry posted, CancellationToken cancellationToken) =>
        body.Draft is { } draft && posted.GoesAt is { } goesAt
            ? drafts.NoteSentAsync(
                mailboxId, draft.DraftId, new SentDraft(draft.Revision, body.MessageId, goesAt),
                cancellationToken)
            : Task.CompletedTask;
}
