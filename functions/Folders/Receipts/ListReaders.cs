using Zegel.Functions.Spaces;

namespace Zegel.Functions.Folders.Receipts;

/// <summary>Who was handed a file of a folder, and when; for staff.</summary>
[Allow(Caller.Staff)]
public sealed class ListReaders(SpaceAccess access, SpaceShelves shelves)
{
    /// <param name="Readers">The first to download it first.</param>
    public sealed record Response(IReadOnlyList<Item> Readers);

    /// <param name="ParticipantId">Who.</param>
    /// <param name="Name">Their name, of staff the colleague's, as it was then.</param>
    /// <param name="At">When they first downloaded it.</param>
    /// <param name="LastAt">When they last did.</param>
    public sealed record Item(ParticipantId ParticipantId, string Name, DateTimeOffset At, DateTimeOffset LastAt);

    [Function(nameof(ListReaders))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/files/{fileId}/readers")]
        HttpRequest request,
        string participantId,
        string fileId,
        CancellationToken cancellationToken)
    {
        var found = await access.FindOwnedAsync(request, participantId, SpaceQuery.Participants, cancellationToken);
        if (found.IsRefused(out var problem, out var actor))
        {
            return problem.ToResult();
        }

        if (!FileId.TryFrom(fileId, out var file))
        {
            return new ResourceNotFound().ToResult();
        }

        var views = await shelves.ViewsAsync(actor.Space.Value.Id, file, cancellationToken);
        return TypedResults.Ok(new Response(
            [
                .. views.OrderBy(view => view.At)
                    .Select(view => new Item(view.ParticipantId, view.Name, view.At, view.LastAt)),
            ]));
    }
}
