using Zegel.Functions.Dossiers.Parts;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>
/// Opens an entry of a dossier: its text, if it has one. From here on it counts as read by who opened it, and that is
/// written down; not when staff sees it as somebody else does.
/// </summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class OpenPartEntry(OpeningEntries opening)
{
    /// <param name="As">For staff: the participant whose view it shall be; null for the caller's own.</param>
    public sealed record Request(string? As) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(As is null || Ids.IsParticipantId(As), "as", "id-invalid");
    }

    /// <param name="Entry">The entry.</param>
    /// <param name="Tab">Where it stands; a message of a client's with files: messages.</param>
    /// <param name="Text">What was written; null for what was published.</param>
    /// <param name="Unread">What the participant did not open yet, this one no longer included.</param>
    public sealed record Response(ListedPartEntry Entry, PartTab Tab, SealedNote? Text, TabNumbers Unread);

    [Function(nameof(OpenPartEntry))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/entries/{entryId}/open")]
        HttpRequest request,
        string participantId,
        string entryId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var opened = await opening.OpenAsync(request, participantId, entryId, body.As, cancellationToken);
        return opened.IsRefused(out var problem, out var response) ? problem.ToResult() : TypedResults.Ok(response);
    }
}
