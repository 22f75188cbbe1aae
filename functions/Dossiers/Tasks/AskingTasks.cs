using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Asks something of the client of a part: the task, its form, the numbers, the mails and the audit record are one
/// transaction; the moments on which it reminds are noted before it.
/// </summary>
public sealed class AskingTasks(
    SpaceAccess access, SpaceStore spaces, SpaceSheets sheets, SpaceTabs tabs, TaskNews news, TimeProvider time)
{
    /// <summary>Asks it, once.</summary>
    public Task<Outcome<ListedTask>> AskAsync(
        HttpRequest request, string participantId, AskTask.Request body, CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TryAskAsync(request, participantId, body, cancellationToken));

    private async Task<(bool Done, Outcome<ListedTask> Asked)> TryAskAsync(
        HttpRequest request, string participantId, AskTask.Request body, CancellationToken cancellationToken)
    {
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return (true, new ResourceNotFound());
        }

        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = sheets.FindAsync<PartTask>(id.Space, PartTask.Sheet, body.TaskId, cancellationToken);
        var found = await access.FindOwnedPartAsync(
            request, participantId, SpaceQuery.Participants, cancellationToken);
        var before = await reading;
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        var (part, account) = (actor.Space.Value, actor.Account!);
        var madeBy = $"{account.AccountId}:{request.BodyHash()}";
        if (before is not null)
        {
            return (true, before.Item.Value.MadeBy == madeBy
                ? before.Item.Value.Show(before.Note, time.GetUtcNow()) : new IdTaken());
        }

        if (await RefuseAsync(actor, body, cancellationToken) is { } refusal)
        {
            return (true, refusal);
        }

        var at = part.Next(time.GetUtcNow());
        var task = new PartTask
        {
            TaskId = body.TaskId,
            Kind = body.Kind,
            MadeBy = madeBy,
            At = at,
            By = account.Name,
            DueOn = body.DueOn,
            DueSetAt = at,
            ReadsEntryId = body.EntryId,
        };
        var change = actor.Change(at);
        await ComposeAsync(change, actor, task, body, cancellationToken);
        return (await spaces.TrySaveAsync(change, cancellationToken), task.Show(body.Header, at));
    }

    private async Task<Problem?> RefuseAsync(
        Actor<Part> actor, AskTask.Request body, CancellationToken cancellationToken)
    {
        var part = actor.Space.Value;
        return part.Facts.IsClosed ? new DossierClosed()
            : !body.Header.BelongsTo(part.Id) ? new BadInput("header", "note-metadata")
            : body.Definition?.BelongsTo(part.Id) == false ? new BadInput("definition", "note-metadata")
            : TaskChecks.RefuseDay(body.DueOn, time.GetUtcNow())
            ?? actor.RefuseToPost(null, [])
            ?? (part.TasksAsked >= SecurityNumbers.TasksInPart ? new TasksFull()
            : body.EntryId is { } entry && !await IsPublishedAsync(part, entry, cancellationToken)
                ? new BadInput("entryId", "entry-unknown")
            : null);
    }

    private async Task<bool> IsPublishedAsync(Part part, string entryId, CancellationToken cancellationToken) =>
        await tabs.FindPostedAsync(part.Id, entryId, cancellationToken) is { } posted
        && posted.Author == ParticipantId.Of(part.Id, ParticipantId.FirstNumber)
        && posted.Tabs != PartTab.Messages.ToName();

    private async Task ComposeAsync(
        SpaceChange change, Actor<Part> actor, PartTask task, AskTask.Request body,
        CancellationToken cancellationToken)
    {
        var part = actor.Space.Value;
        change.AddSheet(PartTask.Sheet, task.TaskId, task, body.Header);
        if (body.Definition is { } definition)
        {
            change.AddSheet(PartTask.DefinitionSheet, task.TaskId, change.Now, definition);
        }

        change.Replace(actor.Space, part.Changed() with
        {
            Tasks = part.Tasks.Moved(null, task.State),
            TasksAsked = part.TasksAsked + 1,
            ActiveAt = change.Now,
        });
        change.Replace(actor.Me, actor.Me.Value with
        {
            Reading = actor.Me.Value.Reading! with { WroteAt = change.Now },
        });
        await news.TellAsync(change, part, actor.Participants, cancellationToken);
        TaskReminders.Note(change, task);
        change.Audit(actor.Did(DossierEvents.TaskAsked, change.Now, task.TaskId));
        change.Deliver();
    }
}
