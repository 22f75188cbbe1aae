using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Communication.Sms;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Polyfills.Tests.Communication;

public sealed class ReadingTheInbox : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private InboxServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await InboxServer.StartAsync(0, TimeProvider.System, cancellationToken: Cancel);
        http.BaseAddress = server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Messages_come_newest_first_in_a_known_shape()
    {
        await SendAsync("first");
        await SendAsync("second");

        var messages = await http.GetFromJsonAsync<JsonArray>("messages", Cancel);

        messages!.Select(message => (string?)message!["text"]).ShouldBe(["second", "first"]);
        messages![0]!.AsObject().Select(member => member.Key).ShouldBe(["kind", "to", "subject", "text", "html", "at", "id", "state", "report"]);
        ((string?)messages[0]!["kind"]).ShouldBe("sms");
        messages[0]!["html"].ShouldBeNull();
    }

    [Fact]
    public async Task Who_waits_gets_a_message_that_comes_later()
    {
        var waiting = server.Inbox.WaitForAsync(message => message.Text == "second", Cancel);
        await SendAsync("first");
        waiting.IsCompleted.ShouldBeFalse();

        await SendAsync("second");

        (await waiting).Text.ShouldBe("second");
    }

    [Fact]
    public async Task Waiting_ends_with_its_token()
    {
        using var ends = new CancellationTokenSource();
        var waiting = server.Inbox.WaitForAsync(_ => true, ends.Token);

        await ends.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task The_page_hears_of_a_new_message()
    {
        using var events = new StreamReader(await http.GetStreamAsync("events", Cancel));
        await ReadEventAsync(events);

        await SendAsync("first");

        await ReadEventAsync(events);
    }

    [Fact]
    public async Task The_page_is_served_with_a_policy()
    {
        using var response = await http.GetAsync("", Cancel);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        (await response.Content.ReadAsStringAsync(Cancel)).ShouldContain("<title>Inbox</title>");
    }

    [Fact]
    public async Task The_demo_is_what_its_owner_sets()
    {
        (await http.GetAsync("demo", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        server.Demo = new { site = "http://localhost:4280" };

        (await http.GetStringAsync("demo", Cancel)).ShouldBe("""{"site":"http://localhost:4280"}""");
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(
            () => InboxServer.StartAsync(server.Address.Port, TimeProvider.System, cancellationToken: Cancel));

        exception.Message.ShouldBe($"Port {server.Address.Port} is in use. Choose another with --inbox-port.");
    }

    private async Task SendAsync(string text) =>
        await new SmsClient(server.ConnectionString)
            .SendAsync("Zegel", "+31600000001", text, cancellationToken: Cancel);

    private static async Task ReadEventAsync(StreamReader events)
    {
        (await events.ReadLineAsync(Cancel)).ShouldBe("data: look");
        (await events.ReadLineAsync(Cancel)).ShouldBe("");
    }
}
