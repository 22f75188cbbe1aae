namespace Zegel.Functions.Administration;

/// <summary>
/// Whether the functions answer (live), and with <c>?ready</c> whether everything they need does. Anybody may ask, so
/// it says which part is away and how long each took, and nothing else; why stands in the logs.
/// </summary>
[Allow(Caller.Anyone)]
public sealed class ShowHealth(Health health)
{
    /// <param name="Status"><c>ok</c>, or <c>failing</c> with status 503.</param>
    /// <param name="Parts">What the functions need; null unless asked.</param>
    public sealed record Response(string Status, IReadOnlyList<HealthOfPart>? Parts);

    [Function(nameof(ShowHealth))]
    public async Task<JsonHttpResult<Response>> Run(
        [HttpTrigger(Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!request.Query.ContainsKey("ready"))
        {
            return Answer("ok", null, StatusCodes.Status200OK);
        }

        var parts = await health.AskAsync().WaitAsync(cancellationToken);
        return parts.All(part => part.Ok)
            ? Answer("ok", parts, StatusCodes.Status200OK)
            : Answer("failing", parts, StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<Response> Answer(string status, IReadOnlyList<HealthOfPart>? parts, int statusCode) =>
        TypedResults.Json(new Response(status, parts), RequestBody.Json, statusCode: statusCode);
}
