namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// Staff adds a client or a company to a dossier: a space of their own, which the office shares with them alone. Safe
/// to repeat, and what ends one that was cut off.
/// </summary>
[Allow(Caller.Staff)]
public sealed class AddPart(AddingParts adding)
{
    /// <param name="PartId">Made by the browser.</param>
    /// <param name="SealKey">Wrapped for the kind <c>part</c> and this id.</param>
    /// <param name="Note">Number, description and titles of the steps, under this key.</param>
    /// <param name="ClientId">The account of the client, or the company's main account.</param>
    public sealed record Request(string PartId, WrappedSealKey SealKey, SealedNote Note, string ClientId) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            checks.That(Ids.IsId(PartId), "partId", "id-invalid");
            SealKey.Check(checks, "sealKey");
            Note.Check(checks, "note", DossierChecks.LargestHeader);
            checks.That(Ids.IsId(ClientId), "clientId", "id-invalid");
        }
    }

    /// <param name="ParticipantId">The mailbox in it, as whom staff act.</param>
    /// <param name="Name">Of the client.</param>
    public sealed record Response(ParticipantId ParticipantId, string Name);

    [Function(nameof(AddPart))]
    public async Task<Results<Created<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/dossier/parts")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var added = await adding.AddAsync(request, participantId, body, cancellationToken);
        return added.IsRefused(out var problem, out var response)
            ? problem.ToResult()
            : TypedResults.Created((string?)null, response);
    }
}
