namespace Zegel.Functions.Spaces.Files;

/// <summary>The same as <see cref="RequestDownload"/> for up to a hundred files in one call.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestDownloads(Downloads downloads)
{
    /// <param name="Files">Their ids, each once.</param>
    public sealed record Request(IReadOnlyList<string> Files) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Files(Files);
    }

    /// <param name="Files">In the order in which they were asked.</param>
    public sealed record Response(IReadOnlyList<Answer> Files);

    /// <param name="FileId">Which.</param>
    /// <param name="Download">The ticket; null when it is refused.</param>
    /// <param name="Refused">The code of the refusal, as of a single file; null when there is none.</param>
    public sealed record Answer(string FileId, RequestDownload.Response? Download, string? Refused);

    [Function(nameof(RequestDownloads))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/downloads")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var found = await downloads.RequestAsync(request, participantId, body.Files, cancellationToken);
        return found.IsRefused(out var problem, out var tickets)
            ? problem.ToResult()
            : TypedResults.Ok(new Response([.. body.Files.Zip(tickets, AnswerOf)]));
    }

    private static Answer AnswerOf(string fileId, Outcome<RequestDownload.Response> download) =>
        download.IsRefused(out var problem, out var ticket)
            ? new Answer(fileId, null, problem.Code)
            : new Answer(fileId, ticket, null);
}
