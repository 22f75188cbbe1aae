using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Worker;

public sealed class HttpTriggers : IAsyncLifetime
{
    private WorkerHost host = null!;

    public async ValueTask InitializeAsync() => host = await WorkerHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_route_has_the_prefix_and_so_has_the_path()
    {
        var thing = await JsonAsync("/api/things/7");

        thing["id"]!.GetValue<int>().ShouldBe(7);
        thing["path"]!.GetValue<string>().ShouldBe("/api/things/7");
        (await StatusAsync("GET", "/things/7")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_prefix_can_be_removed()
    {
        await using var bare = await WorkerHost.StartAsync(
            settings: new() { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "" });

        (await bare.Http.GetStringAsync("/writes", Token)).ShouldBe("written");
    }

    [Fact]
    public async Task Each_invocation_has_a_new_instance()
    {
        (await JsonAsync("/api/things/1"))["calls"]!.GetValue<int>().ShouldBe(1);
        (await JsonAsync("/api/things/1"))["calls"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/things/x")]
    [InlineData("/api/things/99999999999")]
    [InlineData("/api/nothing")]
    [InlineData("/")]
    public async Task A_path_that_fits_no_route_is_not_found(string path) =>
        (await StatusAsync("GET", path)).ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_not_found(string method) =>
        (await StatusAsync(method, "/api/things/7")).ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Without_methods_every_method_is_taken(string method) =>
        (await StatusAsync(method, "/api/anything")).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Parameters_come_typed_from_the_route_then_from_the_query_then_from_their_default()
    {
        const string key = "6a2f41a3-c54c-fce8-32d2-0324e1c32e22";

        (await host.Http.GetStringAsync($"/api/typed/{key}/true/a%20b?page=3&name=other&sort=size", Token))
            .ShouldBe($"{key} True a b 3 size GET");
        (await host.Http.GetStringAsync($"/api/typed/{key}/false", Token)).ShouldBe($"{key} False   date GET");
    }

    [Theory]
    [InlineData("/api/loose/many")]
    [InlineData("/api/missing")]
    [InlineData("/api/missing?number=many")]
    [InlineData("/api/boom")]
    [InlineData("/api/throws")]
    public async Task What_cannot_be_bound_and_what_throws_is_an_empty_500(string path)
    {
        using var response = await host.Http.GetAsync(path, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Headers.Contains("X-Half").ShouldBeFalse();
        (await response.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_response_that_started_is_broken_off() =>
        await Should.ThrowAsync<HttpRequestException>(() => host.Http.GetStringAsync("/api/breaks", Token));

    [Theory]
    [InlineData("/api/writes", "written")]
    [InlineData("/api/union/true", "\"found\"")]
    [InlineData("/api/valuetask", "valued")]
    [InlineData("/api/wrapped", "wrapped")]
    [InlineData("/api/plain", "")]
    public async Task Results_are_written(string path, string body) =>
        (await host.Http.GetStringAsync(path, Token)).ShouldBe(body);

    [Fact]
    public async Task A_union_result_has_its_own_status() =>
        (await StatusAsync("GET", "/api/union/false")).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task An_invocation_has_one_scope_and_no_other_has_it()
    {
        var (first, second) = (await JsonAsync("/api/scope"), await JsonAsync("/api/scope"));

        first["same"]!.GetValue<bool>().ShouldBeTrue();
        first["scope"]!.GetValue<Guid>().ShouldNotBe(second["scope"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task The_definition_leads_to_the_method()
    {
        var deep = await JsonAsync("/api/deep/down");

        deep["name"]!.GetValue<string>().ShouldBe("Deep");
        deep["entryPoint"]!.GetValue<string>().ShouldBe("Zegel.Polyfills.Tests.Worker.HttpFunctions+Nested.Deep");
        deep["path"]!.GetValue<string>().ShouldBe(typeof(HttpFunctions).Assembly.Location);
        deep["parameters"]!.AsArray().Select(name => name!.GetValue<string>())
            .ShouldBe(["request", "context", "level"]);
        deep["trigger"]!.GetValue<string>().ShouldBe("httpTrigger");
        deep["data"]!.GetValue<string>().ShouldBe("down");
    }

    [Fact]
    public async Task A_body_over_30_million_bytes_is_refused()
    {
        using var largest = await host.Http.PostAsync("/api/size", new ByteArrayContent(new byte[30_000_000]), Token);
        (await largest.Content.ReadAsStringAsync(Token)).ShouldBe("30000000");

        var tooLarge = async () =>
        {
            using var body = new ByteArrayContent(new byte[30_000_001]);
            using var response = await host.Http.PostAsync("/api/size", body, Token);
            return response.StatusCode;
        };
        try
        {
            (await tooLarge()).ShouldBe(HttpStatusCode.InternalServerError);
        }
        catch (HttpRequestException exception)
        {
            // The server need not read what it refuses; a client still sending then sees the connection go.
            exception.InnerException.ShouldBeAssignableTo<IOException>();
        }
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var request = host.Http.GetAsync("/api/waits", leaving.Token);
        (await host.Probe.NextAsync<string>()).ShouldBe("waiting");

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(request);
        (await host.Probe.NextAsync<string>()).ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        using var response = await host.Http.GetAsync("/api/writes", Token);

        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public void A_function_that_asks_for_a_key_is_refused_at_start() =>
        Should.Throw<InvalidOperationException>(() => WorkerHost.Build(enable: "Keyed"))
            .Message.ShouldContain("'Keyed'");

    [Fact]
    public void A_name_used_twice_is_refused_at_start() =>
        Should.Throw<InvalidOperationException>(() => WorkerHost.Build(enable: "Twice"))
            .Message.ShouldContain("'Twice'");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<JsonNode> JsonAsync(string path) => (await host.Http.GetFromJsonAsync<JsonNode>(path, Token))!;

    private async Task<HttpStatusCode> StatusAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Http.SendAsync(request, Token);
        return response.StatusCode;
    }
}
