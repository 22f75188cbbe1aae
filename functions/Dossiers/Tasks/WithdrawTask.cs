using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Staff takes back what was asked and is not done. The client does not see it any more; answers and files that were
/// not sent are deleted. Again changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class WithdrawTask(ChangingTasks changing, SpaceSheets sheets, SpaceShelves shelves)
{
    [Function(nameof(WithdrawTask))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/withdraw")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: true, change => DecideAsync(change, cancellationToken),
            cancellationToken, alsoClosed: true);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private async Task<Problem?> DecideAsync(TaskChange change, CancellationToken cancellationToken)
    {
        var (task, space) = (change.Task, change.Actor.Space.Value.Id);
        if (task.State == TaskState.Withdrawn)
        {
            return null;
        }

        if (!task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        var pages = await sheets.ListAsync<TaskPage>(space, PartTask.AnswersSheet(task.TaskId), cancellationToken);
        foreach (var page in pages)
        {
            change.Change.Unshelve(page.Item);
        }

        var files = await shelves.FindFilesAsync(
            space, task.Files.Select(file => file.FileId), cancellationToken);
        foreach (var file in files.Values)
        {
            change.Change.Unkeep(file);
        }

        change.Become(
            task with { State = TaskState.Withdrawn, Pages = [], Files = [] }, DossierEvents.TaskWithdrawn);
        return null;
    }
}
