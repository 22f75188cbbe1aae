namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Staff asks something of one client of a dossier: to fill in a questionnaire, to deliver a document, to read one. Of
/// several clients: a request for each, sealed for each. Safe to repeat.
/// </summary>
[Allow(Caller.Staff)]
public sealed class AskTask(AskingTasks asking)
{
    /// <param name="TaskId">Made by the browser.</param>
    /// <param name="Kind">What is asked.</param>
    /// <param name="Header">Title, and why it is asked.</param>
    /// <param name="Definition">The form as it is now; needed for a questionnaire alone.</param>
    /// <param name="EntryId">What is to be read, which the office published here; for a reading alone.</param>
    /// <param name="DueOn">The last day for it, in Amsterdam: tomorrow at the earliest.</param>
    public sealed record Request(
        string TaskId, TaskKind Kind, SealedNote Header, SealedNote? Definition, string? EntryId, DateOnly DueOn)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(TaskId), "taskId", "id-invalid");
            Header.Check(checks, "header", TaskChecks.LargestHeader);
            Definition?.Check(checks, "definition");
            checks.That(
                Kind == TaskKind.Document || Definition is not null == (Kind == TaskKind.Questionnaire),
                "definition", "not-of-kind");
            checks.That(EntryId is not null == (Kind == TaskKind.Reading), "entryId", "not-of-kind");
            checks.That(EntryId is null || Ids.IsId(EntryId), "entryId", "id-invalid");
        }
    }

    [Function(nameof(AskTask))]
    public async Task<Results<Created<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var asked = await asking.AskAsync(request, participantId, body, cancellationToken);
        return asked.IsRefused(out var problem, out var task)
            ? problem.ToResult() : TypedResults.Created((string?)null, task);
    }
}
