using Zegel.Functions.Dossiers.Parts;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>
/// A client or staff writes a message in a dossier, with files or without (N23-N37). A client's files stand among what
/// it delivered too. Safe to repeat.
/// </summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class WriteMessage(PostingEntries posting)
{
    /// <param name="EntryId">Made by the browser.</param>
    /// <param name="Header">Subject, and its files with what vouches for each.</param>
    /// <param name="Text">What was written.</param>
    /// <param name="Files">Files that were uploaded whole.</param>
    /// <param name="InReplyTo">The message that it answers; null for none.</param>
    public sealed record Request(
        string EntryId, SealedNote Header, SealedNote Text, IReadOnlyList<string> Files, string? InReplyTo)
        : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(EntryId), "entryId", "id-invalid");
            Header.Check(checks, "header", DossierChecks.LargestEntryHeader);
            Text.Check(checks, "text");
            DossierChecks.Files(checks, Files, least: 0);
            checks.That(InReplyTo is null || Ids.IsId(InReplyTo), "inReplyTo", "id-invalid");
        }
    }

    public sealed record Response(string EntryId, DateTimeOffset At, string By);

    [Function(nameof(WriteMessage))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/messages")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var entry = new NewEntry(
            body.EntryId, PartTab.Messages, body.Header, body.Text, body.Files, body.InReplyTo);
        var sent = await posting.PostAsync(request, participantId, entry, isForOffice: false, cancellationToken);
        return sent.IsRefused(out var problem, out var posted)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, new Response(body.EntryId, posted.At, posted.By!));
    }
}
