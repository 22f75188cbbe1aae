namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// Staff takes a dossier away from a client or a company: from this answer on no key, ticket or entry is given. What
/// they delivered stays.
/// </summary>
[Allow(Caller.Staff)]
public sealed class RevokePart(RevokingParts revoking)
{
    [Function(nameof(RevokePart))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/dossier/parts/{partId}")]
        HttpRequest request,
        string participantId,
        string partId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var refusal = await revoking.SetAsync(request, participantId, partId, isRevoked: true, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
