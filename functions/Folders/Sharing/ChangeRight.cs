namespace Zegel.Functions.Folders.Sharing;

/// <summary>Staff changes what somebody may do in a folder; counts from their next request on.</summary>
[Allow(Caller.Staff)]
public sealed class ChangeRight(People people)
{
    public sealed record Request(FolderRight Right) : ICheckedBody
    {
        public void Check(Checks checks)
        {
            // A right is one of two.
        }
    }

    [Function(nameof(ChangeRight))]
    public async Task<Results<NoContent, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "post", Route = "participants/{participantId}/folder/participants/{otherId}/right")]
        HttpRequest request,
        string participantId,
        string otherId,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<Request>(cancellationToken);
        var rights = body.Right.ToRights();
        var refusal = await people.ChangeAsync(request, participantId, otherId, rights, cancellationToken);
        return refusal is null ? TypedResults.NoContent() : refusal.ToResult();
    }
}
