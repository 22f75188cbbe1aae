namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Staff reminds a client of what is still to be done; once a day, whoever reminds.</summary>
[Allow(Caller.Staff)]
public sealed class RemindOfTask(ChangingTasks changing)
{
    /// <param name="ReminderId">
    /// Made by the office's browser: with it again on the same day, after a lost answer, nobody is mailed twice.
    /// </param>
    public sealed record Request(string ReminderId) : ICheckedBody
    {
        public void Check(Checks checks) => checks.That(Ids.IsId(ReminderId), "reminderId", "id-invalid");
    }

    [Function(nameof(RemindOfTask))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/remind")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: true,
            change => Decide(change, body.ReminderId, cancellationToken), cancellationToken);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private static async Task<Problem?> Decide(
        TaskChange change, string reminderId, CancellationToken cancellationToken)
    {
        var task = change.Task;
        if (!task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        if (TaskReminders.WasToday(task, change.Now))
        {
            return task.ReminderId == reminderId ? null : new RemindedToday();
        }

        change.Become(task with { RemindedAt = change.Now, ReminderId = reminderId }, DossierEvents.TaskReminded);
        return await change.RemindClientAsync(cancellationToken) ? null : new NobodyToRemind();
    }
}
