namespace Zegel.Functions.Spaces.Files;

/// <summary>A ticket to read one file that was sent; written down before it is handed out.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestDownload(Downloads downloads)
{
    public sealed record Response(Uri DownloadUrl, string Etag, long StoredLength, DateTimeOffset ExpiresAt);

    [Function(nameof(RequestDownload))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/ticket")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var found = await downloads.RequestAsync(request, participantId, [fileId], cancellationToken);
        return found.IsRefused(out var problem, out var tickets) || tickets[0].IsRefused(out problem, out var ticket)
            ? problem.ToResult()
            : TypedResults.Ok(ticket);
    }
}
