namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Staff gives a client more time, or less. Reminders follow the new day.</summary>
[Allow(Caller.Staff)]
public sealed class SetTaskDate(ChangingTasks changing)
{
    /// <param name="DueOn">The last day for it, in Amsterdam: tomorrow at the earliest.</param>
    public sealed record Request(DateOnly DueOn) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Whether it is a day ahead is asked of the clock.
        }
    }

    [Function(nameof(SetTaskDate))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/date")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: true, change => Task.FromResult(Decide(change, body.DueOn)),
            cancellationToken);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private static Problem? Decide(TaskChange change, DateOnly day)
    {
        var task = change.Task;
        if (task.DueOn == day)
        {
            return null;
        }

        if (!task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        if (TaskChecks.RefuseDay(day, change.Now) is { } refusal)
        {
            return refusal;
        }

        change.Become(task with { DueOn = day, DueSetAt = change.Now, Reminded = [] }, DossierEvents.TaskChanged);
        TaskReminders.Note(change.Change, change.Task);
        return null;
    }
}
