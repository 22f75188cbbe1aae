namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Opens what the office asked: the form, and for the client's people the answers so far. The office gets answers once
/// they were sent, and not before, also not when it looks as the client does. Written down.
/// </summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class OpenTask(OpeningTasks opening)
{
    /// <param name="As">For staff: the participant whose view it shall be; null for the caller's own.</param>
    public sealed record Request(string? As) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(As is null || Ids.IsParticipantId(As), "as", "id-invalid");
    }

    /// <param name="Task">The task.</param>
    /// <param name="Definition">The form, as it was when it was asked (X29); null when there is none.</param>
    /// <param name="Pages">The answers by page; for the office none until they were sent.</param>
    public sealed record Response(ListedTask Task, SealedNote? Definition, IReadOnlyList<AnswerPage> Pages);

    [Function(nameof(OpenTask))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/open")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var opened = await opening.OpenAsync(request, participantId, taskId, body.As, cancellationToken);
        return opened.IsRefused(out var problem, out var response) ? problem.ToResult() : TypedResults.Ok(response);
    }
}
