using Zegel.Functions.Starters;

namespace Zegel.Functions.Administration.Organising;

/// <summary>All starters with what they say, those that are paused too.</summary>
[Allow(Caller.ServiceDesk)]
public sealed class ListStarters(StarterStore starters)
{
    public sealed record Response(IReadOnlyList<Starter> Starters);

    [Function(nameof(ListStarters))]
    public async Task<Ok<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "desk/starters")] HttpRequest request,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await starters.ListAsync(cancellationToken)));
}
