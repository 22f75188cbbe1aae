using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class Middleware
{
    [Fact]
    public async Task Runs_in_the_order_it_was_added_the_first_outermost()
    {
        var steps = new List<string>();
        await using var host = await WorkerHost.StartAsync(builder =>
        {
            Add(builder, "outer", steps);
            Add(builder, "inner", steps);
        });

        await host.Http.GetStringAsync("/api/writes", Token);

        steps.ShouldBe(["outer in", "inner in", "inner out", "outer out"]);
    }

    [Fact]
    public async Task A_class_is_one_instance_for_all_invocations()
    {
        await using var host = await WorkerHost.StartAsync(builder => builder.UseMiddleware<Counting>());

        await host.Http.GetStringAsync("/api/writes", Token);
        using var response = await host.Http.GetAsync("/api/writes", Token);

        response.Headers.GetValues("X-Count").ShouldBe(["2"]);
    }

    [Fact]
    public async Task May_answer_by_writing_the_response()
    {
        await using var host = await WorkerHost.StartAsync(builder => builder.UseMiddleware((context, _) =>
        {
            context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        }));

        using var response = await host.Http.GetAsync("/api/boom", Token);

        ((int)response.StatusCode).ShouldBe(418);
    }

    [Fact]
    public async Task May_answer_by_setting_the_result()
    {
        await using var host = await WorkerHost.StartAsync(builder => builder.UseMiddleware((context, _) =>
        {
            context.GetInvocationResult().Value = TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
            return Task.CompletedTask;
        }));

        using var response = await host.Http.GetAsync("/api/boom", Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task That_does_nothing_answers_200_without_a_body()
    {
        await using var host = await WorkerHost.StartAsync(
            builder => builder.UseMiddleware((_, _) => Task.CompletedTask));

        (await host.Http.GetStringAsync("/api/boom", Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/boom", nameof(InvalidDataException))]
    [InlineData("/api/throws", nameof(InvalidDataException))]
    [InlineData("/api/loose/many", nameof(FunctionInputConverterException))]
    public async Task Sees_what_the_function_and_its_binding_throw(string path, string exceptionName)
    {
        await using var host = await WorkerHost.StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (Exception exception) when (exception is InvalidDataException or FunctionInputConverterException)
            {
                context.GetInvocationResult().Value = TypedResults.Text(exception.GetType().Name);
            }
        }));

        (await host.Http.GetStringAsync(path, Token)).ShouldBe(exceptionName);
    }

    [Fact]
    public async Task Sees_and_may_replace_the_result()
    {
        await using var host = await WorkerHost.StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            context.GetInvocationResult().Value.ShouldBeAssignableTo<IResult>();
            context.GetInvocationResult().Value = TypedResults.Text("replaced");
        }));

        (await host.Http.GetStringAsync("/api/valuetask", Token)).ShouldBe("replaced");
    }

    [Fact]
    public async Task Added_with_a_condition_runs_only_where_it_holds()
    {
        await using var host = await WorkerHost.StartAsync(builder =>
            builder.UseWhen<Counting>(context => context.FunctionDefinition.Name == "Writes"));

        using var counted = await host.Http.GetAsync("/api/writes", Token);
        using var other = await host.Http.GetAsync("/api/valuetask", Token);

        counted.Headers.Contains("X-Count").ShouldBeTrue();
        other.Headers.Contains("X-Count").ShouldBeFalse();
    }

    [Fact]
    public async Task Shares_items_features_and_the_scope_with_the_rest_of_the_invocation()
    {
        Scoped? scoped = null;
        await using var host = await WorkerHost.StartAsync(builder =>
        {
            builder.UseMiddleware((context, next) =>
            {
                scoped = context.InstanceServices.GetRequiredService<Scoped>();
                context.Items["who"] = "anna";
                context.Features.Set(scoped);
                return next();
            });
            builder.UseMiddleware((context, _) => context.GetHttpContext()!.Response.WriteAsync(
                $"{context.Items["who"]} {context.Features.Get<Scoped>()!.IsDisposed} {context.InvocationId.Length}"));
        });

        (await host.Http.GetStringAsync("/api/writes", Token)).ShouldBe("anna False 36");
        await Probe.UntilAsync(() => Task.FromResult(scoped!.IsDisposed));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Add(FunctionsApplicationBuilder builder, string name, List<string> steps) =>
        builder.UseMiddleware(async (_, next) =>
        {
            steps.Add(name + " in");
            await next();
            steps.Add(name + " out");
        });

    private sealed class Counting : IFunctionsWorkerMiddleware
    {
        private int count;

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetHttpContext()!.Response.Headers["X-Count"] = $"{++count}";
            return next(context);
        }
    }
}
