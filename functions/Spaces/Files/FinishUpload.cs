namespace Zegel.Functions.Spaces.Files;

/// <summary>Ends an upload (<see cref="FinishingUploads"/>).</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class FinishUpload(FinishingUploads uploads)
{
    /// <param name="RetryInSeconds">The copy runs; when to ask again.</param>
    public sealed record Response(int RetryInSeconds);

    [Function(nameof(FinishUpload))]
    public async Task<Results<NoContent, Accepted<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/files/{fileId}/finish")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var finished = await uploads.FinishAsync(request, participantId, [fileId], cancellationToken);
        if (finished.IsRefused(out var problem, out var files) || files[0].IsRefused(out problem, out var isThere))
        {
            return problem.ToResult();
        }

        return isThere
            ? TypedResults.NoContent()
            : TypedResults.Accepted((string?)null, new Response(FinishingUploads.AskAgainAfter));
    }
}
