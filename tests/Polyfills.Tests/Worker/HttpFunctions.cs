using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Zegel.Polyfills.Tests.Worker;

/// <summary>Sample functions; one class, so that a new instance per invocation shows.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Functions are instance methods, as in an app.")]
public sealed class HttpFunctions(Probe probe, Scoped scoped)
{
    private int calls;

    [Function("Thing")]
    public IResult Thing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request, int id) =>
        TypedResults.Ok(new { id, path = request.Path.Value, calls = ++calls });

    [Function("Typed")]
    public IResult Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{key:guid}/{flag:bool}/{name?}")]
        HttpRequest request,
        Guid key,
        bool flag,
        string? name,
        int? page,
        string sort = "date") =>
        TypedResults.Text(string.Create(
            CultureInfo.InvariantCulture, $"{key} {flag} {name} {page} {sort} {request.Method}"));

    [Function("Loose")]
    public IResult Loose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "loose/{number}")] HttpRequest request, int number) =>
        TypedResults.Text($"{number} {request.Method}");

    [Function("Missing")]
    public IResult Missing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, int number) =>
        TypedResults.Text($"{number} {request.Method}");

    [Function("Anything")]
    public IResult Anything([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        TypedResults.Text(request.Method);

    [Function("Boom")]
    public async Task<IResult> Boom([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["X-Half"] = "done";
        await Task.Yield();
        throw new InvalidDataException("boom");
    }

    [Function("Throws")]
    public IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidDataException("at once");

    [Function("Breaks")]
    public async Task Breaks([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidDataException("half-way");
    }

    [Function("Writes")]
    public Task Writes([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        request.HttpContext.Response.WriteAsync("written");

    [Function("Union")]
    public async Task<Results<Ok<string>, NotFound>> Union(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "union/{found:bool}")] HttpRequest request,
        bool found)
    {
        await Task.Yield();
        return found ? TypedResults.Ok("found") : TypedResults.NotFound();
    }

    [Function("ValueTask")]
    public async ValueTask<IResult> ValueTask([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        await Task.Yield();
        return TypedResults.Text("valued");
    }

    [Function("Plain")]
    public string Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "not written";

    [Function("Wrapped")]
    public Response Wrapped([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new() { Result = TypedResults.Text("wrapped") };

    [Function("Size")]
    public async Task<IResult> Size([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return TypedResults.Text(body.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Function("Scope")]
    public IResult Scope(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
    {
        var services = context.InstanceServices;
        return TypedResults.Ok(new
        {
            same = services.GetRequiredService<Scoped>().Id == scoped.Id
                && request.HttpContext.RequestServices.GetRequiredService<Scoped>().Id == scoped.Id,
            scope = scoped.Id,
        });
    }

    [Function("Waits")]
    public async Task Waits(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => _ = probe.ReportAsync("cancelled"));
        await probe.ReportAsync("waiting", CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    [Function("Keyed")]
    public IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
        TypedResults.Ok();

    [Function("Twice")]
    public IResult Twice([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        TypedResults.Ok();

    [Function("Twice")]
    public IResult TwiceAgain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        TypedResults.Ok();

    public sealed class Response
    {
        [HttpResult]
        public IResult? Result { get; init; }
    }

    public sealed class Nested
    {
        [Function("Deep")]
        public IResult Deep(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "deep/{level}")] HttpRequest request,
            FunctionContext context,
            string level) => TypedResults.Ok(new
            {
                name = context.FunctionDefinition.Name,
                entryPoint = context.FunctionDefinition.EntryPoint,
                path = context.FunctionDefinition.PathToAssembly,
                parameters = context.FunctionDefinition.Parameters.Select(parameter => parameter.Name),
                trigger = context.FunctionDefinition.InputBindings.Values.Single().Type,
                data = context.BindingContext.BindingData["LEVEL"],
                request.Method,
                level,
            });
    }
}
