namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// A client saves one page of answers (N41, X25), from the revision that was read on: of two people at once the second
/// is given what the first saved. Files that are uploaded whole are kept with it, for as long as the answers. Safe to
/// repeat.
/// </summary>
[Allow(Caller.Client)]
public sealed class SaveAnswers(SavingAnswers saving)
{
    /// <param name="PageId">Which page of the form.</param>
    /// <param name="Note">All answers of that page.</param>
    /// <param name="Revision">The revision it follows on; 0: the page was not saved yet.</param>
    /// <param name="Answered">How many questions of the form are answered.</param>
    /// <param name="Total">Of how many that are asked.</param>
    /// <param name="Files">Files that come with it.</param>
    /// <param name="Dropped">Files that were kept and are kept no longer.</param>
    public sealed record Request(
        string PageId, SealedNote Note, int Revision, int Answered, int Total, IReadOnlyList<string> Files,
        IReadOnlyList<string> Dropped) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            TaskChecks.Page(checks, PageId, "pageId");
            Note.Check(checks, "note");
            checks.That(Revision >= 0, "revision", "not-a-revision");
            checks.That(Answered >= 0 && Answered <= Total, "answered", "more-than-total");
            checks.That(Total is >= 0 and <= SecurityNumbers.QuestionsInForm, "total", "count-0-300");
            DossierChecks.Files(checks, Files, least: 0);
            DossierChecks.Files(checks, Dropped, least: 0, member: "dropped");
        }
    }

    /// <param name="Revision">The revision that the next save names.</param>
    /// <param name="At">When it was saved.</param>
    public sealed record Response(int Revision, DateTimeOffset At);

    [Function(nameof(SaveAnswers))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/answers")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var saved = await saving.SaveAsync(request, participantId, taskId, body, cancellationToken);
        return saved.IsRefused(out var problem, out var response) ? problem.ToResult() : TypedResults.Ok(response);
    }
}
