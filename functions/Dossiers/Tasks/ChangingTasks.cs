using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Changes a task on what is stored then; read again whenever that met another change.</summary>
public sealed class ChangingTasks(
    SpaceAccess access, SpaceStore spaces, SpaceSheets sheets, TaskNews news, TimeProvider time)
{
    /// <summary>Changes it; for everybody but the side that may there is none.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="participantId">As whom.</param>
    /// <param name="taskId">Which.</param>
    /// <param name="isForOffice">Whether the office may, else the client's people.</param>
    /// <param name="decide">Lets it become something else, or nothing; or why not.</param>
    /// <param name="alsoClosed">Whether it may be done in a closed dossier.</param>
    /// <returns>The task as it is then.</returns>
    public Task<Outcome<ListedTask>> ChangeAsync(
        HttpRequest request, string participantId, string taskId, bool isForOffice,
        Func<TaskChange, Task<Problem?>> decide, CancellationToken cancellationToken, bool alsoClosed = false) =>
        Conflicts.RetryAsync<Outcome<ListedTask>>(async () =>
        {
            if (!Ids.IsId(taskId) || !ParticipantId.TryFrom(participantId, out var id))
            {
                return (true, new ResourceNotFound());
            }

            // Two reads at once; what the second brings is dropped when the first refuses.
            var reading = sheets.FindAsync<PartTask>(id.Space, PartTask.Sheet, taskId, cancellationToken);
            var found = await access.FindAsync<Part>(
                request, participantId, Rights.Write, SpaceQuery.Participants, cancellationToken);
            var task = await reading;
            if (found.IsRefused(out var problem, out var actor))
            {
                return (true, problem);
            }

            if (actor.IsMailbox != isForOffice || task.For(actor.Me.Value) is not { } known)
            {
                return (true, new ResourceNotFound());
            }

            if (actor.Space.Value.Facts.IsClosed && !alsoClosed)
            {
                return (true, new DossierClosed());
            }

            var change = new TaskChange(actor, known, news, time.GetUtcNow());
            if (await decide(change) is { } refusal)
            {
                return (true, refusal);
            }

            return (!change.IsNeeded || await spaces.TrySaveAsync(change.Compose(), cancellationToken), change.Shown);
        });
}
