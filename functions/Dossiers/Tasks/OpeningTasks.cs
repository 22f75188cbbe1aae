using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>Opens a task for one of the client's people, for staff, or for staff as one of those people.</summary>
public sealed class OpeningTasks(SpaceAccess access, SpaceStore spaces, SpaceSheets sheets, TimeProvider time)
{
    /// <summary>The answer, which was written down; or why not.</summary>
    public Task<Outcome<OpenTask.Response>> OpenAsync(
        HttpRequest request, string participantId, string taskId, string? @as, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync<Outcome<OpenTask.Response>>(async () =>
        {
            if (!Ids.IsId(taskId) || !ParticipantId.TryFrom(participantId, out var id))
            {
                return (true, new ResourceNotFound());
            }

            // All reads at once; what the others bring is dropped when the first refuses.
            var (reading, defining, answering) = (
                sheets.FindAsync<PartTask>(id.Space, PartTask.Sheet, taskId, cancellationToken),
                sheets.FindAsync<DateTimeOffset>(id.Space, PartTask.DefinitionSheet, taskId, cancellationToken),
                sheets.ListAsync<TaskPage>(id.Space, PartTask.AnswersSheet(taskId), cancellationToken));
            var found = await access.FindAsync<Part>(
                request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
            var (task, definition, answers) = (await reading, await defining, await answering);
            if (found.IsRefused(out var problem, out var actor)
                || actor.ViewOf(@as).IsRefused(out problem, out var viewer))
            {
                return (true, problem);
            }

            if (task.For(viewer) is not { } known)
            {
                return (true, new ResourceNotFound());
            }

            if (actor.Space.Value.IsUnreadable)
            {
                return (true, new SealKeyRefused());
            }

            var change = actor.Change(time.GetUtcNow());
            change.Audit(@as is null
                ? actor.Did(DossierEvents.TaskOpened, change.Now, taskId)
                : actor.Did(DossierEvents.TaskViewedAs, change.Now, $"{taskId} {@as}"));
            if (@as is null)
            {
                change.Look(actor.Me);
            }

            // By who asks, not by whose view it is: the office is never given what was not sent. So its answers are
            // read after it was seen that they were, and given only if the task is still as it was: the client may
            // write again once it is returned.
            var pages = !actor.IsMailbox ? answers
                : !known.Item.Value.HasAnswersForOffice ? []
                : await sheets.ListAsync<TaskPage>(id.Space, PartTask.AnswersSheet(taskId), cancellationToken);
            if (actor.IsMailbox && pages.Count > 0 && known.Item.Value.State == TaskState.Sent)
            {
                change.Replace(known.Item, known.Item.Value, known.Note);
            }

            return (await spaces.TrySaveAsync(change, cancellationToken), new OpenTask.Response(
                known.Item.Value.Show(known.Note, change.Now),
                definition?.Note,
                [.. pages.Select(page => page.Item.Value.Show(page.Note))]));
        });
}
