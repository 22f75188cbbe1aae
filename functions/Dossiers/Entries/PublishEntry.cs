using Zegel.Functions.Dossiers.Parts;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>
/// Staff publishes letters or documents to one client of a dossier (N20, N21). To several: a request for each, sealed
/// for each. Safe to repeat.
/// </summary>
[Allow(Caller.Staff)]
public sealed class PublishEntry(PostingEntries posting)
{
    /// <param name="EntryId">Made by the browser.</param>
    /// <param name="Tab">Correspondence or documents.</param>
    /// <param name="Header">Title, and its files with what vouches for each.</param>
    /// <param name="Files">Files that were uploaded whole, one at least.</param>
    public sealed record Request(string EntryId, PublishTab Tab, SealedNote Header, IReadOnlyList<string> Files)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(EntryId), "entryId", "id-invalid");
            Header.Check(checks, "header", DossierChecks.LargestEntryHeader);
            DossierChecks.Files(checks, Files, least: 1);
        }
    }

    public sealed record Response(string EntryId, DateTimeOffset At, string By);

    [Function(nameof(PublishEntry))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/published")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var tab = body.Tab == PublishTab.Correspondence ? PartTab.Correspondence : PartTab.Documents;
        var entry = new NewEntry(body.EntryId, tab, body.Header, null, body.Files, null);
        var sent = await posting.PostAsync(request, participantId, entry, isForOffice: true, cancellationToken);
        return sent.IsRefused(out var problem, out var posted)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(body.EntryId, posted.At, posted.By!));
    }
}

/// <summary>Where the office publishes.</summary>
public enum PublishTab
{
    /// <summary>Letters and mails.</summary>
    Correspondence,

    /// <summary>Other documents.</summary>
    Documents,
}
