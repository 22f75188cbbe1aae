using Zegel.Functions.Dossiers.Entries;
using Zegel.Functions.Dossiers.Tasks;

namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// Opens a dossier as a client has it: its key, its header, its facts, the numbers of all tabs and the first page of
/// one. Staff may see it as one of the client's people does. Written down before it is handed out.
/// </summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class OpenPart(OpeningParts opening)
{
    /// <param name="Tab">Of which the first page comes with it; null for none.</param>
    /// <param name="As">For staff: whose view it shall be ("view as"); null for the caller's own.</param>
    public sealed record Request(PartTab? Tab, string? As) : ICheckedBody
    {
        public void Check(Checks checks) =>
            checks.That(As is null || Ids.IsParticipantId(As), "as", "id-invalid");
    }

    /// <param name="PartId">Which.</param>
    /// <param name="ParticipantId">As whom the answer is.</param>
    /// <param name="Dossier">The mailbox in the dossier it is part of; for the office alone.</param>
    /// <param name="SealKey">For the client's people.</param>
    /// <param name="WrappedSealKey">For the office: under the mailbox's key; null for the first seconds.</param>
    /// <param name="Note">Number, description and titles of the steps.</param>
    /// <param name="Facts">What is known of it without a key.</param>
    /// <param name="MayWrite">Whether messages can be written now.</param>
    /// <param name="Numbers">What stands in each tab.</param>
    /// <param name="Unread">What the participant did not open yet.</param>
    /// <param name="Tasks">How many tasks wait for whom (N38, N39).</param>
    /// <param name="People">Who sees what is written: the office first.</param>
    /// <param name="Entries">The first page of the tab that was asked for, newest first.</param>
    /// <param name="Next">Where the next page begins; null when there is none.</param>
    public sealed record Response(
        SpaceId PartId, ParticipantId ParticipantId, ParticipantId? Dossier, byte[]? SealKey, byte[]? WrappedSealKey,
        SealedNote Note, DossierFacts Facts, bool MayWrite, TabNumbers Numbers, TabNumbers Unread,
        TaskNumbers Tasks, IReadOnlyList<PartPerson> People, IReadOnlyList<ListedPartEntry> Entries, string? Next);

    [Function(nameof(OpenPart))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/open")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        var opened = await opening.OpenAsync(request, id, body, cancellationToken);
        return opened.IsRefused(out var problem, out var response) ? problem.ToResult() : TypedResults.Ok(response);
    }
}
