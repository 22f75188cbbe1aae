namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Staff reminds a client of what is still to be done; once a day, whoever reminds.</summary>
[Allow(Caller.Staff)]
public sealed class RemindOfTask(ChangingTasks changing)
{
    [Function(nameof(RemindOfTask))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/remind")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: true, change => Decide(change, cancellationToken),
            cancellationToken);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private static async Task<Problem?> Decide(TaskChange change, CancellationToken cancellationToken)
    {
        var task = change.Task;
        if (!task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        if (TaskReminders.WasToday(task, change.Now))
        {
            return new RemindedToday();
        }

        change.Become(task with { RemindedAt = change.Now }, DossierEvents.TaskReminded);
        return await change.RemindClientAsync(cancellationToken) ? null : new NobodyToRemind();
    }
}
