namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>A client confirms that they read a document to its end. Again changes nothing.</summary>
[Allow(Caller.Client)]
public sealed class ConfirmTask(ChangingTasks changing)
{
    [Function(nameof(ConfirmTask))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/confirm")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: false, change => Task.FromResult<Problem?>(Decide(change)),
            cancellationToken);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private static TaskOtherwise? Decide(TaskChange change)
    {
        var task = change.Task;
        if (task is { Kind: TaskKind.Reading, State: TaskState.Done })
        {
            return null;
        }

        if (task.Kind != TaskKind.Reading || task.State != TaskState.Open)
        {
            return new TaskOtherwise(task.State);
        }

        change.Become(
            task with
            {
                State = TaskState.Done,
                Sent = new TaskSending(null, change.Now, change.Actor.Account!.Name),
            },
            DossierEvents.TaskConfirmed);
        return null;
    }
}
