namespace Zegel.Functions.Spaces.Files;

/// <summary>
/// Stages a file and hands out a ticket to write its blob; again: a fresh ticket for the same blob. Called once for a
/// file and once for each renewal, never for a block.
/// </summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestUpload(StagingUploads uploads)
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
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staged = await uploads.RequestAsync(request, participantId, [body], cancellationToken);
        return staged.IsRefused(out var problem, out var tickets) || tickets[0].IsRefused(out problem, out var ticket)
            ? problem.ToResult()
            : TypedResults.Ok(ticket);
    }
}
