using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;
using Zegel.Functions.Http;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Functions.Conversations.Files;

/// <summary>Stages a file and hands out a ticket to write its blob; again: a fresh ticket for the same blob.</summary>
[Allow(Caller.Visitor, Caller.Staff)]
public sealed class RequestUpload(ConversationStore conversations, SealedBlobs blobs, Expiries expiries, TimeProvider time)
{
    /// <summary>Plain bytes of one file.</summary>
    public const long MaximumSize = 1L << 30;

    private const int MaximumStaged = 40;

    public sealed record Request(string FileId, long Size) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(FileId), "fileId", "id-invalid");
            checks.That(Size is >= 0 and <= MaximumSize, "size", "file-too-large");
        }
    }

    public sealed record Response(Uri UploadUrl, DateTimeOffset ExpiresAt);

    [Function(nameof(RequestUpload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "participants/{participantId}/files")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var (file, problem) = await Conflicts.RetryAsync(() => StageAsync(request, participantId, body, cancellationToken));
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var (address, expiresAt) = await blobs.UploadTicketAsync(file!.BlobName, cancellationToken);
        return TypedResults.Ok(new Response(address, expiresAt));
    }

    private async Task<(bool Done, (AttachedFile? File, Problem? Problem) Result)> StageAsync(
        HttpRequest request, string participantId, Request body, CancellationToken cancellationToken)
    {
        var (acting, problem) = await conversations.FindAsync(request, participantId, cancellationToken, Row.Prefix("file"));
        if (problem is not null)
        {
            return (true, (null, problem));
        }

        var rowKey = ConversationStore.FileRow(body.FileId);
        if (acting!.Others.TryGetValue(rowKey, out var row))
        {
            var staged = Row.Read<AttachedFile>(row).Value;
            return staged.Author == participantId && staged.Size == body.Size && !staged.IsReady && !staged.IsEnded
                ? (true, (staged, null))
                : (true, (null, new IdTaken()));
        }

        var now = time.GetUtcNow();
        if (acting.Files.Count(staged => staged.Value.MessageId is null) >= MaximumStaged)
        {
            return (true, (null, new ConversationFull()));
        }

        var file = new AttachedFile
        {
            FileId = body.FileId,
            Size = body.Size,
            BlobName = Tokens.NewId(),
            Author = participantId,
            LeaseId = Guid.ParseExact(Tokens.NewId(), "N").ToString(),
            StagedAt = now,
        };
        var lifetime = acting.Staff is null ? SecurityNumbers.VisitorDraftLifetime : SecurityNumbers.StaffDraftLifetime;
        await expiries.AddAsync(now + lifetime, "file", acting.Conversation.PartitionKey, body.FileId, cancellationToken);
        var changes = new Changes(acting.Conversation.PartitionKey);
        changes.Insert(rowKey, file);
        acting.Touch(changes, now);
        return (await conversations.TrySubmitAsync(changes, cancellationToken), (file, null));
    }
}
