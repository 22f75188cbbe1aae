namespace Zegel.Functions.Dossiers.Parts;

/// <summary>
/// A company's main account, or staff, decides whether an extra account of that company sees this dossier; counts from
/// this answer on (N12, N49).
/// </summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class SetPartAccount(PartAccounts accounts)
{
    /// <param name="Sees">Whether it sees the dossier.</param>
    public sealed record Request(bool Sees) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // Yes or no.
        }
    }

    [Function(nameof(SetPartAccount))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/part/accounts/{accountId}")]
        HttpRequest request,
        string participantId,
        string accountId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var refusal = await accounts.SetAsync(request, participantId, accountId, body.Sees, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
