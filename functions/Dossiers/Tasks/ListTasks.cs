using Zegel.Functions.Dossiers.Parts;
using Zegel.Functions.Spaces;

namespace Zegel.Functions.Dossiers.Tasks;

/// <summary>All that the office asked of a client in a dossier, newest first (N38, N39).</summary>
[Allow(Caller.Client, Caller.Staff)]
public sealed class ListTasks(SpaceAccess access, SpaceSheets sheets, TimeProvider time)
{
    public sealed record Response(IReadOnlyList<ListedTask> Tasks);

    [Function(nameof(ListTasks))]
    public async Task<Results<Ok<Response>, ProblemHttpResult>> Run(
        [HttpTrigger(Anonymous, "get", Route = "participants/{participantId}/part/tasks")] HttpRequest request,
        string participantId,
        CancellationToken cancellationToken)
    {
        if (!ParticipantId.TryFrom(participantId, out var id))
        {
            return new ResourceNotFound().ToResult();
        }

        // Two reads at once; what the second brings is dropped when the first refuses.
        var reading = sheets.ListAsync<PartTask>(id.Space, PartTask.Sheet, cancellationToken);
        var found = await access.FindAsync<Part>(
            request, participantId, Rights.Read, SpaceQuery.Participants, cancellationToken);
        var tasks = await reading;
        var @as = request.Query["as"] is { Count: 1 } asked ? asked.ToString() : null;
        if (found.IsRefused(out var problem, out var actor)
            || actor.ViewOf(@as).IsRefused(out problem, out var viewer))
        {
            return problem.ToResult();
        }

        var now = time.GetUtcNow();
        return TypedResults.Ok(new Response(
        [
            .. tasks.Where(task => task.For(viewer) is not null)
                .OrderByDescending(task => task.Item.Value.At)
                .Select(task => task.Item.Value.Show(task.Note, now)),
        ]));
    }
}
