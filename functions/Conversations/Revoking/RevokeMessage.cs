using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Conversations.Revoking;

/// <summary>
/// Somebody of the mailbox revokes a message that it sent (Z26-Z29), for everybody and for good, also after it was
/// read: from that second nobody is handed anything of it, and only that there was one stays. One that waits never
/// goes. Again it changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed partial class RevokeMessage(
    SpaceAccess access, SpaceStore spaces, SpacePurge purge, WaitingMessages waiting, TimeProvider time,
    ILogger<RevokeMessage> log)
{
    /// <summary>Files whose blobs are deleted at once.</summary>
    private const int AtOnce = 8;

    /// <param name="FileNames">
    /// What its files were called, under the mailbox's key, for who asks later who had what; null for none.
    /// </param>
    public sealed record Request(SealedNote? FileNames) : ICheckedBody
    {
        public void Check(Checks checks) => FileNames?.Check(checks, "fileNames");
    }

    /// <param name="RevokedAt">When it was; null: it waited to go, and is a draft again.</param>
    public sealed record Response(DateTimeOffset? RevokedAt);

    [Function(nameof(RevokeMessage))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/messages/{messageId}/revoke")]
        HttpRequest request,
        string participantId,
        string messageId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (!Ids.IsId(messageId))
        {
            return new ResourceNotFound().ToResult();
        }

        var revoked = await Conflicts.RetryAsync(
            () => RevokeAsync(request, participantId, messageId, body.FileNames, cancellationToken));
        if (revoked.IsRefused(out var problem, out var done))
        {
            return problem.ToResult();
        }

        await DeleteAsync(SpaceId.From(participantId[..Ids.Length]), done.Files, cancellationToken);
        return TypedResults.Ok(new Response(done.At));
    }

    private async Task<(bool Done, Outcome<(DateTimeOffset? At, IReadOnlyList<string> Files)> Revoked)> RevokeAsync(
        HttpRequest request, string participantId, string messageId, SealedNote? fileNames,
        CancellationToken cancellationToken)
    {
        var found = await access.FindAsync<Conversation>(
            request, participantId, Rights.Write, RevokedMessage.Query(messageId), cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var (conversation, now) = (actor.Space.Value, RevokedMessage.After(actor, time.GetUtcNow()));
        if (!actor.IsMailbox || actor.Read.Posted is not [var posted] || posted.Author != actor.Me.Value.ParticipantId)
        {
            return (true, new ResourceNotFound());
        }

        if (fileNames?.BelongsTo(conversation.MailboxId) == false)
        {
            return (true, new BadInput("fileNames", "note-metadata"));
        }

        var sheet = actor.Read.SheetsOf<WaitingMessage>()
            .SingleOrDefault(one => one.Item.Value.Content.MessageId == messageId);
        if (!posted.IsThere)
        {
            return (posted.IsUndone || await TakeBackAsync(actor, sheet!, now, cancellationToken), (null, []));
        }

        var page = spaces.PageAsync(conversation.Id, before: null, cancellationToken);
        var message = (await spaces.FindEntryAsync(conversation.Id, messageId, posted.At, cancellationToken))!;
        var (newest, _) = await page;
        if (message.Entry.Value.Revoked is { } before)
        {
            return (true, (before.At, []));
        }

        if (message.Notes is null || message.Entry.Value.IsGone(now))
        {
            return (true, new MessageExpired());
        }

        if (sheet is not null)
        {
            // What it was before it went is a draft still, until that knows that it went.
            await waiting.TellDraftAsync(conversation, sheet.Item.Value, hasGone: true, cancellationToken);
        }

        var change = new RevokedMessage(actor, message, newest, sheet, now).Compose(fileNames);
        return (await spaces.TrySaveAsync(change, cancellationToken), (now, message.Entry.Value.Files));
    }

    private async Task<bool> TakeBackAsync(
        Actor<Conversation> actor, Shelved<WaitingMessage> sheet, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (change, messageId) = (actor.Change(now), sheet.Item.Value.Content.MessageId);
        WaitingMessages.TakeBack(change, actor.Read, sheet, WaitingState.Undone);
        change.Audit(actor.Did(ConversationEvents.MessageUndone, now, messageId));
        if (!await spaces.TrySaveAsync(change, cancellationToken))
        {
            return false;
        }

        await waiting.TellDraftAsync(actor.Space.Value, sheet.Item.Value, hasGone: false, cancellationToken);
        return true;
    }

    /// <summary>
    /// It is revoked, whatever becomes of this: what is not deleted now the purge deletes within the hour.
    /// </summary>
    private async Task DeleteAsync(SpaceId space, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        try
        {
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken,
            };
            await Parallel.ForEachAsync(files, parallel, async (file, cancellation) =>
                await purge.EndFileAsync(space, FileId.From(file), cancellation));
        }
        catch (Exception away) when (away is RequestFailedException or AggregateException)
        {
            LogKept(away);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of a revoked message wait for the purge")]
    private partial void LogKept(Exception exception);
}
