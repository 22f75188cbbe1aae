namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Staff accepts a document that a client delivered for what was asked, or returns it with a reason (X30); then the
/// client is told, and does it again. The same again changes nothing.
/// </summary>
[Allow(Caller.Staff)]
public sealed class JudgeTask(ChangingTasks changing)
{
    /// <param name="EntryId">What was delivered, as it was looked at: a later delivery is not judged by it.</param>
    /// <param name="IsAccepted">Whether it is accepted.</param>
    /// <param name="Reason">Why it is returned; null when it is accepted.</param>
    public sealed record Request(string EntryId, bool IsAccepted, SealedNote? Reason) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(EntryId), "entryId", "id-invalid");
            checks.That(Reason is null == IsAccepted, "reason", "not-of-kind");
            Reason?.Check(checks, "reason", TaskChecks.LargestHeader);
        }
    }

    [Function(nameof(JudgeTask))]
    public async Task<Results<Ok<ListedTask>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/judge")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var changed = await changing.ChangeAsync(
            request, participantId, taskId, isForOffice: true, change => Decide(change, body, cancellationToken),
            cancellationToken, alsoClosed: body.IsAccepted);
        return changed.IsRefused(out var problem, out var task) ? problem.ToResult() : TypedResults.Ok(task);
    }

    private static async Task<Problem?> Decide(TaskChange change, Request body, CancellationToken cancellationToken)
    {
        var task = change.Task;
        if (body.Reason?.BelongsTo(change.Actor.Space.Value.Id) == false)
        {
            return new BadInput("reason", "note-metadata");
        }

        var wanted = body.IsAccepted ? TaskState.Done : TaskState.Returned;
        if (task.Kind == TaskKind.Document && task.State == wanted && IsSame(task.Returned, body.Reason))
        {
            return null;
        }

        if (task.State != TaskState.Sent || task.Sent?.EntryId != body.EntryId)
        {
            return new TaskOtherwise(task.State);
        }

        change.Become(
            task with { State = wanted, Returned = body.Reason },
            body.IsAccepted ? DossierEvents.TaskAccepted : DossierEvents.TaskReturned);
        if (!body.IsAccepted)
        {
            await change.TellClientAsync(cancellationToken);
        }

        return null;
    }

    private static bool IsSame(SealedNote? one, SealedNote? other) =>
        one is null ? other is null : other is not null && one.Body.AsSpan().SequenceEqual(other.Body);
}
