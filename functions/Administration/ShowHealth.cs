using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Zegel.Functions.Access;

namespace Zegel.Functions.Administration;

/// <summary>That the functions answer.</summary>
[Allow(Caller.Anyone)]
public sealed class ShowHealth
{
    public sealed record Response(string Status);

    [Function(nameof(ShowHealth))]
    public Ok<Response> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        TypedResults.Ok(new Response("ok"));
}
