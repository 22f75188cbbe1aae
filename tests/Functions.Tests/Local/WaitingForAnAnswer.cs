using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;
using Zegel.Local;
using Zegel.Tests;

namespace Zegel.Functions.Tests.Local;

/// <summary>The site's proxy waits for no answer longer than the platform's does: 45 seconds.</summary>
public sealed class WaitingForAnAnswer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_takes_longer_is_told_and_what_has_begun_breaks_off()
    {
        var time = new ManualTime();
        var asked = new SemaphoreSlim(0);
        await using var functions = Functions(async http =>
        {
            if (http.Request.Path == "/api/begun")
            {
                await http.Response.WriteAsync("een deel", Cancel);
                await http.Response.Body.FlushAsync(Cancel);
            }

            asked.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, http.RequestAborted);
        });
        await functions.StartAsync(Cancel);
        var at = new Uri(functions.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await using var site = await SiteServer.StartAsync(FreePort(), new Uri("http://localhost:1"), () => at, time, Cancel);

        var (never, begun) = (
            Http.GetAsync(new Uri(site.Address, "/api/never"), Cancel), Http.GetStringAsync(new Uri(site.Address, "/api/begun"), Cancel));
        await asked.WaitAsync(Cancel);
        await asked.WaitAsync(Cancel);
        time.Advance(Patience - TimeSpan.FromSeconds(1));
        never.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        using var answer = await never;
        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("/problems/took-too-long");
        await Should.ThrowAsync<HttpRequestException>(begun);
    }

    [Fact]
    public void What_waits_on_purpose_ends_well_before() =>
        SecurityNumbers.PresenceWait.ShouldBeLessThan(Patience - TimeSpan.FromSeconds(15));

    private static WebApplication Functions(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
