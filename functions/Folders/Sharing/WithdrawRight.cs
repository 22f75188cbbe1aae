using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Sharing;

/// <summary>
/// Staff takes a folder away from somebody: from this answer on no key, ticket or finish is given (X24). What they
/// uploaded stays under their name.
/// </summary>
[Allow(Caller.Staff)]
public sealed class WithdrawRight(People people)
{
    [Function(nameof(WithdrawRight))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "delete", Route = "participants/{participantId}/folder/participants/{otherId}")]
        HttpRequest request,
        string participantId,
        string otherId,
        CancellationToken cancellationToken)
    {
        await request.ReadAsync<NoBody>(cancellationToken);
        var refusal = await people.ChangeAsync(request, participantId, otherId, Rights.None, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
