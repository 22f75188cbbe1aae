using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Lists;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Entries;

/// <summary>A page of a tab of a dossier, newest first, up to a hundred entries.</summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class ListPartEntries(SpaceAccess access, SpaceTabs tabs)
{
    public sealed record Response(IReadOnlyList<ListedPartEntry> Entries, string? Next);

    [Function(nameof(ListPartEntries))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/part/entries")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        if (!PartTabs.TryParse(request.Query["tab"].ToString(), out var tab))
        {
            return new BadInput("tab", "tab-invalid").ToResult();
        }

        if (!ListCursor.TryRead(request, out var cursor))
        {
            return new BadInput("cursor", "cursor-invalid").ToResult();
        }

        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = tabs.PageAsync<PartEntry>(id.Space, tab.ToName(), cursor, cancellationToken);
        var found = await access.FindAsync<Part>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        var (entries, next) = await reading;
        var @as = request.Query["as"] is { Count: 1 } asked ? asked.ToString() : null;
        if (found.IsRefused(out var problem, out var actor)
            || actor.ViewOf(@as).IsRefused(out problem, out var viewer))
        {
            return problem.ToResult();
        }

        return TypedResults.Ok(new Response(
            [.. entries.Select(entry => entry.Item.Value.ShowTo(viewer, entry.Note))], next));
    }
}
