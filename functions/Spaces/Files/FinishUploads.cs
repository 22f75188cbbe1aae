namespace Zegel.Functions.Spaces.Files;

/// <summary>The same as <see cref="FinishUpload"/> for up to a hundred files in one call.</summary>
[Allow(Caller.Visitor, Caller.Staff, Caller.Guest, Caller.Client)]
public sealed class FinishUploads(FinishingUploads uploads)
{
    /// <param name="Files">Their ids, each once.</param>
    public sealed record Request(IReadOnlyList<string> Files) : ICheckedBody
    {
        public void Check(Checks checks) => checks.Files(Files);
    }

    /// <param name="Files">In the order in which they were asked.</param>
    /// <param name="RetryInSeconds">When to ask again for those that are being copied; null when none is.</param>
    public sealed record Response(IReadOnlyList<Answer> Files, int? RetryInSeconds);

    /// <param name="FileId">Which.</param>
    /// <param name="Finished">Whether it is there; false while it is copied, and when it is refused.</param>
    /// <param name="Refused">The code of the refusal, as of a single file; null when there is none.</param>
    public sealed record Answer(string FileId, bool Finished, string? Refused);

    [Function(nameof(FinishUploads))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/uploads/finish")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var finished = await uploads.FinishAsync(request, participantId, body.Files, cancellationToken);
        if (finished.IsRefused(out var problem, out var files))
        {
            return problem.ToResult();
        }

        Answer[] answers = [.. body.Files.Zip(files, AnswerOf)];
        var isCopying = Array.Exists(answers, answer => answer is { Finished: false, Refused: null });
        return TypedResults.Ok(new Response(answers, isCopying ? FinishingUploads.AskAgainAfter : null));
    }

    private static Answer AnswerOf(string fileId, Outcome<bool> finished) =>
        finished.IsRefused(out var problem, out var isThere)
            ? new Answer(fileId, false, problem.Code)
            : new Answer(fileId, isThere, null);
}
