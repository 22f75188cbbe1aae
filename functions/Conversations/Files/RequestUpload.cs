using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>
/// Stages a file and hands out a ticket to write its blob; again: a fresh ticket for the same blob. Called once for a
/// file and once for each renewal, never for a block.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class RequestUpload(
    ConversationStore conversations, SealedBlobs blobs, MailboxSpace space, Purging purging, Expiries expiries, TimeProvider time)
{
    /// <param name="FileId">Made by the browser.</param>
    /// <param name="Size">Plain bytes.</param>
    /// <param name="Resume">Whether the browser goes on with an upload and wants to know what is stored of it.</param>
    public sealed record Request(string FileId, long Size, bool Resume = false) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(FileId), "fileId", "id-invalid");
            checks.That(Size is >= 0 and <= SecurityNumbers.LargestFile, "size", "file-too-large");
        }
    }

    /// <param name="UploadUrl">The ticket; null when it is finished, since nothing can be written any more.</param>
    /// <param name="ExpiresAt">When it ends.</param>
    /// <param name="Blocks">The blocks that are stored, when asked for; an upload ticket cannot read them.</param>
    /// <param name="Finished">Whether the upload was finished before and only waits for its message.</param>
    public sealed record Response(Uri? UploadUrl, DateTimeOffset? ExpiresAt, IReadOnlyList<int>? Blocks, bool Finished);

    [Function(nameof(RequestUpload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (staged, problem) = await Conflicts.RetryAsync(() => StageAsync(request, participantId, body, cancellationToken));
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var (conversation, file, isNew) = staged!.Value;
        if (file.IsReady)
        {
            return TypedResults.Ok(new Response(null, null, [], true));
        }

        var stored = isNew ? StagedBlob.Nothing : await blobs.LookAsync(file.UploadName, cancellationToken);

        // After the row, which knows the mailbox: whatever fails here is given back when the row goes.
        if (await CountAsync(conversation, file, isNew, stored, cancellationToken) is { } refusal)
        {
            return refusal.ToResult();
        }

        var (address, expiresAt) = await blobs.UploadTicketAsync(file.UploadName, cancellationToken);
        await expiries.AddAsync(expiresAt, "upload", conversation, file.FileId, cancellationToken);
        return TypedResults.Ok(new Response(address, expiresAt, body.Resume ? stored.Blocks : null, false));
    }

    /// <summary>Counts what is stored, or what is to come of staff, and says whether it fits.</summary>
    private async Task<Problem?> CountAsync(string conversation, AttachedFile file, bool isNew, StagedBlob stored, CancellationToken cancellationToken)
    {
        if (!await purging.CountUploadAsync(conversation, file, stored, cancellationToken))
        {
            return new FileTooLong();
        }

        // After counting, so that of many at once each sees the others.
        var use = await space.SumAsync(file.MailboxId, cancellationToken);
        if (!isNew)
        {
            return AttachedFile.IsOutside(file.Author) ? FileQuotas.RefuseToGoOn(use) : null;
        }

        var refusal = FileQuotas.RefuseNew(use, file);
        if (refusal is not null)
        {
            await purging.EndFileAsync(conversation, file.FileId, cancellationToken);
        }

        return refusal;
    }

    private async Task<(bool Done, ((string Conversation, AttachedFile File, bool IsNew)? Staged, Problem? Problem) Result)> StageAsync(
        HttpRequest request, string participantId, Request body, CancellationToken cancellationToken)
    {
        var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken, Row.Prefix("file"));
        if (problem is not null)
        {
            return (true, (null, problem));
        }

        var partition = acting!.Conversation.PartitionKey;
        var now = time.GetUtcNow();
        var waitsUntil = now + (acting.Staff is null ? SecurityNumbers.VisitorDraftLifetime : SecurityNumbers.StaffDraftLifetime);
        var changes = new Changes(partition);
        var isNew = false;
        AttachedFile file;
        if (acting.Others.TryGetValue(ConversationStore.FileRow(body.FileId), out var row))
        {
            var before = Row.Read<AttachedFile>(row);
            if (!IsSame(before.Value, participantId, body))
            {
                return (true, (null, new IdTaken()));
            }

            file = before.Value;
            if (IsLongAgo(file.WaitsUntil, waitsUntil))
            {
                file = file with { WaitsUntil = waitsUntil };
                await expiries.AddAsync(waitsUntil, "file", partition, body.FileId, cancellationToken);
                changes.Replace(before, file);
            }
        }
        else if (FileQuotas.RefuseOfOne(
            [.. acting.Files.Select(other => other.Value).Where(other => other.MessageId is null && other.Author == participantId)], body.Size) is { } refusal)
        {
            return (true, (null, refusal));
        }
        else
        {
            isNew = true;
            file = new AttachedFile
            {
                FileId = body.FileId,
                Size = body.Size,
                UploadName = Tokens.NewId(),
                BlobName = Tokens.NewId(),
                Author = participantId,
                MailboxId = acting.Conversation.Value.MailboxId,
                WaitsUntil = waitsUntil,
            };
            await expiries.AddAsync(waitsUntil, "file", partition, body.FileId, cancellationToken);
            changes.Insert(ConversationStore.FileRow(body.FileId), file);
        }

        // An upload that goes on keeps the visitor's way in open, and the conversation that waits for its first message.
        acting.Touch(changes, now);
        var conversation = acting.Conversation.Value;
        if (conversation is { IsStarted: false } && IsLongAgo(conversation.WaitsUntil, waitsUntil))
        {
            await expiries.AddAsync(waitsUntil, "conversation", partition, "", cancellationToken);
            conversation = conversation with { WaitsUntil = waitsUntil };
        }

        // A new file in any case: two at once see each other, so that the conversation's quota is one.
        if (isNew || conversation != acting.Conversation.Value)
        {
            changes.Replace(acting.Conversation, conversation);
        }

        var isDone = changes.Count == 0 || await conversations.TrySubmitAsync(changes, cancellationToken);
        return (isDone, ((partition, file, isNew), null));
    }

    /// <summary>Whether it was noted so long ago that it is to be noted again.</summary>
    private static bool IsLongAgo(DateTimeOffset? noted, DateTimeOffset waitsUntil) =>
        noted is null || noted < waitsUntil - SecurityNumbers.DraftTouch;

    private static bool IsSame(AttachedFile before, string participantId, Request body) =>
        before.Author == participantId && before.Size == body.Size && before.IsStaged && (body.Resume || !before.IsReady);
}
