namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>
/// A client sends what was asked: the answers, and an entry among what was delivered with the result and files (N43,
/// N44). All of it or nothing. Safe to repeat.
/// </summary>
[Allow(Caller.Client)]
public sealed class SendTask(SendingTasks sending)
{
    /// <param name="EntryId">Made by the browser.</param>
    /// <param name="Header">Title, and its files with what vouches for each.</param>
    /// <param name="Files">
    /// All files of the entry: those that were kept with answers, also by a colleague, and fresh ones. What was kept
    /// and is not among them goes.
    /// </param>
    /// <param name="Pages">Every page that is kept, and those that come with it.</param>
    public sealed record Request(
        string EntryId, SealedNote Header, IReadOnlyList<string> Files, IReadOnlyList<SentPage> Pages) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(EntryId), "entryId", "id-invalid");
            Header.Check(checks, "header", DossierChecks.LargestEntryHeader);
            DossierChecks.Files(checks, Files, least: 1);
            checks.That(Pages.Count <= SecurityNumbers.PagesInForm, "pages", "count-0-30");
            checks.That(Pages.All(page => page is not null), "pages", "json-invalid");
            checks.That(Pages.Select(page => page?.PageId).Distinct().Count() == Pages.Count, "pages", "not-unique");
            foreach (var (place, page) in Pages.Take(SecurityNumbers.PagesInForm).Index())
            {
                page?.Check(checks, $"pages[{place}].");
            }
        }
    }

    public sealed record Response(string EntryId, DateTimeOffset At, string By);

    [Function(nameof(SendTask))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/tasks/{taskId}/send")]
        HttpRequest request,
        string participantId,
        string taskId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var sent = await sending.SendAsync(request, participantId, taskId, body, cancellationToken);
        return sent.IsRefused(out var problem, out var posted)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(body.EntryId, posted.At, posted.By!));
    }
}

/// <summary>A page of answers as it is sent.</summary>
/// <param name="PageId">Which page of the form.</param>
/// <param name="Note">All answers of that page; null: they are sent as they are kept.</param>
/// <param name="Revision">The revision that was read; 0: the page was not saved yet.</param>
public sealed record SentPage(string PageId, SealedNote? Note, int Revision)
{
    internal void Check(Checks checks, string path)
    {
        TaskChecks.Page(checks, PageId, path + "pageId");
        Note?.Check(checks, path + "note");
        checks.That(Revision >= 0 && (Revision > 0 || Note is not null), path + "revision", "not-a-revision");
    }
}
