using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;
using Zegel.Functions.Spaces.Files;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// Sends what was asked: the last answers, the entry among what was delivered with its files, the task, the numbers,
/// the mails and the audit record are one transaction.
/// </summary>
public sealed class SendingTasks(
    SpaceAccess access, SpaceStore spaces, SpaceSheets sheets, SpaceTabs tabs, SpaceShelves shelves,
    UnwantedNews unwantedNews, TimeProvider time)
{
    /// <summary>What was read of a task that is to be sent.</summary>
    private sealed record Sending(
        Actor<Part> Actor, Shelved<PartTask> Task, IReadOnlyDictionary<string, Shelved<TaskPage>> Pages,
        IReadOnlyDictionary<FileId, Stored<SealedFile>> Kept, IReadOnlySet<AccountId> Unwanted);

    /// <summary>Sends it, once.</summary>
    public Task<Outcome<PostedEntry>> SendAsync(
        HttpRequest request, string participantId, string taskId, SendTask.Request body,
        CancellationToken cancellationToken) =>
        Conflicts.RetryAsync(() => TrySendAsync(request, participantId, taskId, body, cancellationToken));

    private async Task<(bool Done, Outcome<PostedEntry> Sent)> TrySendAsync(
        HttpRequest request, string participantId, string taskId, SendTask.Request body,
        CancellationToken cancellationToken)
    {
        if (!Ids.IsId(taskId) || !ParticipantId.TryFrom(participantId, out var id))
        {
            return (true, new ResourceNotFound());
        }

        // All reads at once; what the others bring is dropped when the first refuses.
        var (posting, reading, paging) = (
            tabs.FindPostedAsync(id.Space, body.EntryId, cancellationToken),
            sheets.FindAsync<PartTask>(id.Space, PartTask.Sheet, taskId, cancellationToken),
            sheets.ListAsync<TaskPage>(id.Space, PartTask.AnswersSheet(taskId), cancellationToken));
        var found = await access.FindAsync<Part>(
            request, participantId, Rights.Write, new SpaceQuery { Files = true }, cancellationToken);
        var (earlier, task, pages) = (await posting, await reading, await paging);
        if (found.IsRefused(out var problem, out var actor))
        {
            return (true, problem);
        }

        if (actor.IsMailbox || task.For(actor.Me.Value) is not { } known)
        {
            return (true, new ResourceNotFound());
        }

        if (actor.FindPosted(earlier, request.BodyHash()).IsRefused(out var taken, out var before))
        {
            return (true, taken);
        }

        if (before is not null)
        {
            return (true, before);
        }

        var kept = await shelves.FindFilesAsync(
            id.Space, known.Item.Value.Files.Select(file => file.FileId), cancellationToken);
        var unwanted = await unwantedNews.FindColleaguesAsync(
            PartNews.Of(PartTab.Delivered), actor, time.GetUtcNow(), cancellationToken);
        var sending = new Sending(
            actor, known, pages.ToDictionary(page => page.Item.Value.PageId, StringComparer.Ordinal), kept, unwanted);
        if (Refuse(sending, body) is { } refusal)
        {
            return (true, refusal);
        }

        return Compose(sending, body, request.BodyHash()).IsRefused(out var full, out var composed)
            ? (true, full)
            : (await spaces.TrySaveAsync(composed.Change, cancellationToken), composed.Posted);
    }

    private static Problem? Refuse(Sending sending, SendTask.Request body)
    {
        var task = sending.Task.Item.Value;
        if (task.Kind == TaskKind.Reading || !task.IsToDo)
        {
            return new TaskOtherwise(task.State);
        }

        var named = body.Pages.ToDictionary(page => page.PageId, StringComparer.Ordinal);
        var changed = sending.Pages.Values.FirstOrDefault(
            page => named.GetValueOrDefault(page.Item.Value.PageId)?.Revision != page.Item.Value.Revision);
        if (changed is not null)
        {
            return new AnswersChanged(changed.Item.Value.Show(changed.Note));
        }

        if (body.Pages.Any(page => page.Revision > 0 && !sending.Pages.ContainsKey(page.PageId)))
        {
            return new BadInput("pages", "not-a-revision");
        }

        return task.Kind == TaskKind.Questionnaire && body.Pages.Count == 0 ? new BadInput("pages", "count-1-30")
            : body.Pages.Any(page => page.Note?.BelongsTo(sending.Actor.Space.Value.Id) == false)
                ? new BadInput("pages", "note-metadata")
            : null;
    }

    private Outcome<(SpaceChange Change, PostedEntry Posted)> Compose(
        Sending sending, SendTask.Request body, string bodyHash)
    {
        var (actor, part, task) = (sending.Actor, sending.Actor.Space.Value, sending.Task.Item.Value);
        var sent = task with
        {
            State = task.Kind == TaskKind.Document ? TaskState.Sent : TaskState.Done,
            Sent = new TaskSending(body.EntryId, part.Next(time.GetUtcNow()), actor.Account!.Name),
            Pages = [.. task.Pages.Union(body.Pages.Select(page => page.PageId))],
            Files = [],
            StartedAt = task.StartedAt ?? part.Next(time.GetUtcNow()),
            Returned = null,
        };
        var withNumbers = part with { Tasks = part.Tasks.Moved(task.State, sent.State) };
        var entry = new NewEntry(body.EntryId, PartTab.Delivered, body.Header, null, body.Files, null)
        {
            TaskId = task.TaskId,
            Kept = sending.Kept,
        };
        var adding = new AddingEntry(
            actor with { Space = actor.Space with { Value = withNumbers } }, entry, sending.Unwanted, bodyHash,
            sent.Sent.At);
        if (adding.Compose().IsRefused(out var refusal, out var change))
        {
            return refusal;
        }

        change.Replace(sending.Task.Item, sent, sending.Task.Note);
        foreach (var page in body.Pages.Where(page => page.Note is not null))
        {
            SavePage(sending, page, bodyHash, change);
        }

        // What was kept and is of no use any more.
        foreach (var file in sending.Kept.Values.Where(file => !body.Files.Contains(file.Value.FileId.Value)))
        {
            change.Unkeep(file);
        }

        return change.Fits ? (change, adding.Posted) : new EntryTooFull();
    }

    private static void SavePage(Sending sending, SentPage page, string bodyHash, SpaceChange change)
    {
        var (task, actor) = (sending.Task.Item.Value, sending.Actor);
        var saved = new TaskPage(
            page.PageId, page.Revision + 1, bodyHash, actor.Me.Value.ParticipantId, actor.Account!.Name, change.Now);
        if (sending.Pages.TryGetValue(page.PageId, out var before))
        {
            change.Replace(before.Item, saved, page.Note!);
        }
        else
        {
            change.AddSheet(PartTask.AnswersSheet(task.TaskId), page.PageId, saved, page.Note!);
        }
    }
}
