using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Saves a page of answers: the page, what the task says of it and the files that come and go are one transaction,
/// which holds the row of the part. Each save names the revision it follows on, so nobody's answers are lost.
/// </summary>
public sealed class SavingAnswers(
    SpaceAccess access, SpaceStore spaces, SpaceSheets sheets, SpaceShelves shelves, TimeProvider time)
{
    /// <summary>Saves it; or why not.</summary>
    public Task<Outcome<SaveAnswers.Response>> SaveAsync(
        HttpRequest request, string participantId, string taskId, SaveAnswers.Request body,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TrySaveAsync(request, participantId, taskId, body, cancellationToken));

    private async Task<(bool Done, Outcome<SaveAnswers.Response> Saved)> TrySaveAsync(
        HttpRequest request, string participantId, string taskId, SaveAnswers.Request body,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsId(taskId) || !ParticipantId.TryFrom(participantId, out var id))
        {
            return (true, new ResourceNotFound());
        }

        // All reads at once; what the others bring is dropped when the first refuses.
        var (reading, paging) = (
            sheets.FindAsync<PartTask>(id.Space, PartTask.Sheet, taskId, cancellationToken),
            sheets.FindAsync<TaskPage>(id.Space, PartTask.AnswersSheet(taskId), body.PageId, cancellationToken));
        var query = new SpaceQuery { Files = body.Files.Count > 0 };
        var found = await access.FindAsync<Part>(request, participantId, Rights.Write, query, cancellationToken);
        var (task, page) = (await reading, await paging);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (actor.IsMailbox || task.For(actor.Me.Value) is not { } known)
        {
            return (true, new ResourceNotFound());
        }

        if (page?.Item.Value is { } last && last.BodyHash == request.BodyHash())
        {
            return (true, new SaveAnswers.Response(last.Revision, last.At));
        }

        if (Refuse(actor, known.Item.Value, page, body) is { } refusal)
        {
            return (true, refusal);
        }

        var dropped = await shelves.FindFilesAsync(id.Space, Dropped(known.Item.Value, body), cancellationToken);
        var change = actor.Change(time.GetUtcNow());
        var saved = new TaskPage(
            body.PageId, body.Revision + 1, request.BodyHash(), actor.Me.Value.ParticipantId, actor.Account!.Name,
            change.Now);
        if (page is null)
        {
            change.AddSheet(PartTask.AnswersSheet(taskId), body.PageId, saved, body.Note);
        }
        else
        {
            change.Replace(page.Item, saved, body.Note);
        }

        foreach (var file in dropped.Values)
        {
            change.Unkeep(file);
        }

        foreach (var file in body.Files)
        {
            change.Hold(actor.Files[FileId.From(file)], taskId);
        }

        change.Replace(known.Item, After(known.Item.Value, body, actor, change.Now), known.Note);
        change.Replace(actor.Space, actor.Space.Value);
        if (page is null || page.Item.Value.Author != saved.Author)
        {
            // Not each save, of which there is one every few seconds: who wrote on which page.
            change.Audit(actor.Did(DossierEvents.AnswersWritten, change.Now, $"{taskId} {body.PageId}"));
        }

        return change.Fits
            ? (await spaces.TrySaveAsync(change, cancellationToken),
                new SaveAnswers.Response(saved.Revision, saved.At))
            : (true, new EntryTooFull());
    }

    private static Problem? Refuse(
        Actor<Part> actor, PartTask task, Shelved<TaskPage>? page, SaveAnswers.Request body)
    {
        if (task.Kind == TaskKind.Reading || !task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        if (actor.Space.Value.Facts.IsClosed)
        {
            return new DossierClosed();
        }

        if (!body.Note.BelongsTo(actor.Space.Value.Id))
        {
            return new BadInput("note", "note-metadata");
        }

        if (body.Revision != (page?.Item.Value.Revision ?? 0))
        {
            return page is null
                ? new BadInput("revision", "not-a-revision") : new AnswersChanged(page.Item.Value.Show(page.Note));
        }

        if (page is null && task.Pages.Count >= SecurityNumbers.PagesInForm)
        {
            return new BadInput("pageId", "count-0-30");
        }

        return actor.RefuseToPost(null, body.Files) ?? RefuseFiles(actor, task, body);
    }

    private static Problem? RefuseFiles(Actor<Part> actor, PartTask task, SaveAnswers.Request body)
    {
        var kept = KeptBy(task, body, actor);
        return kept.Count >= SecurityNumbers.FilesInEntry ? new EntryTooFull()
            : kept.Sum(file => file.Size) > SecurityNumbers.LargestMessage ? new MessageTooLarge()
            : null;
    }

    private static IEnumerable<FileId> Dropped(PartTask task, SaveAnswers.Request body) =>
        task.Files.Select(file => file.FileId).Where(id => body.Dropped.Contains(id.Value));

    private static IReadOnlyList<PartFile> KeptBy(PartTask task, SaveAnswers.Request body, Actor<Part> actor) =>
    [
        .. task.Files.Where(file => !body.Dropped.Contains(file.FileId.Value)),
        .. body.Files.Select(FileId.From).Select(id => new PartFile(id, actor.Files[id].Value.Size)),
    ];

    private static PartTask After(PartTask task, SaveAnswers.Request body, Actor<Part> actor, DateTimeOffset now) =>
        task with
        {
            Pages = task.Pages.Contains(body.PageId) ? task.Pages : [.. task.Pages, body.PageId],
            Files = KeptBy(task, body, actor),
            Answered = body.Answered,
            Total = body.Total,
            StartedAt = task.StartedAt ?? now,
        };
}
