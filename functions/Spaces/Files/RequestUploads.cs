namespace Zegel.Functions.Spaces.Files;

/// <summary>The same as <see cref="RequestUpload"/> for up to a hundred files in one call.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class RequestUploads(StagingUploads uploads)
{
    /// <param name="Files">Of different ids.</param>
    public sealed record Request(IReadOnlyList<RequestUpload.Request> Files) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.Files([.. Files.Select(file => file?.FileId!)]);
            foreach (var file in Files.OfType<RequestUpload.Request>().Take(SecurityNumbers.FilesAtOnce))
            {
                file.Check(checks);
            }
        }
    }

    /// <param name="Files">In the order in which they were asked.</param>
    public sealed record Response(IReadOnlyList<Answer> Files);

    /// <param name="FileId">Which.</param>
    /// <param name="Upload">The ticket; null when it is refused.</param>
    /// <param name="Refused">The code of the refusal, as of a single file; null when there is none.</param>
    public sealed record Answer(string FileId, RequestUpload.Response? Upload, string? Refused);

    [Function(nameof(RequestUploads))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/uploads")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var staged = await uploads.RequestAsync(request, participantId, body.Files, cancellationToken);
        return staged.IsRefused(out var problem, out var tickets)
            ? problem.ToResult()
            : TypedResults.Ok(new Response([.. body.Files.Zip(tickets, AnswerOf)]));
    }

    private static Answer AnswerOf(RequestUpload.Request file, Outcome<RequestUpload.Response> upload) =>
        upload.IsRefused(out var problem, out var ticket)
            ? new Answer(file.FileId, null, problem.Code)
            : new Answer(file.FileId, ticket, null);
}
