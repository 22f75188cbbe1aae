namespace Zegel.Functions.Dossiers.Parts;

/// <summary>Staff gives a dossier back to a client or a company from whom it was taken, as it was.</summary>
[Allow(Caller.Staff)]
public sealed class RestorePart(RevokingParts revoking)
{
    [Function(nameof(RestorePart))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/dossier/parts/{partId}/restore")]
        HttpRequest request,
        string participantId,
        string partId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var refusal = await revoking.SetAsync(request, participantId, partId, isRevoked: false, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
