using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Mailboxes.Presence;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Benchmarks;

/// <summary>
/// What it costs storage that fifty members look at one mailbox and five of them go from conversation to conversation,
/// every ten seconds each: all that their requests ask of storage, sessions included.
/// </summary>
internal static class PresenceBenchmark
{
    private const int Members = 50;
    private const int Movers = 5;
    private static readonly TimeSpan Moving = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(60);

    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { UseCookies = false, UseProxy = false, MaxConnectionsPerServer = 200 });

    public static async Task MeasureAsync()
    {
        await using var world = await BenchmarkWorld.StartAsync();
        var session = (await (await world.LogInAsync()).GetAsync("/api/session")).Expect(200);
        var mailboxId = MailboxId.From(session["mailboxes"]![0]!["mailboxId"]!.GetValue<string>());
        var (operations, polls) = (0, 0);
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Zegel" or "System.Net.Http",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "System.Net.Http" && activity.GetTagItem("server.port") is int port
                    && world.StoragePorts.Contains(port) && IsOfPresence(activity))
                {
                    Interlocked.Increment(ref operations);
                }
                else if (activity.OperationName == nameof(WatchColleagues))
                {
                    Interlocked.Increment(ref polls);
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        using var end = new CancellationTokenSource();
        var members = new List<Task>();
        for (var i = 0; i < Members; i++)
        {
            members.Add(LookAsync(world, mailboxId, await SignInAsync(world, mailboxId, i), i < Movers, end.Token));
        }

        await Task.Delay(Warming, TimeProvider.System);
        var (before, pollsBefore, clock) = (operations, polls, Stopwatch.StartNew());
        await Task.Delay(Measured, TimeProvider.System);
        var seconds = clock.Elapsed.TotalSeconds;
        Figures.Print($"presence-operations-{Members}", (operations - before) / seconds, "ops/s");
        Figures.Print($"presence-requests-{Members}", (polls - pollsBefore) / seconds, "requests/s");
        await end.CancelAsync();
        await Task.WhenAll(members);
    }

    private static bool IsOfPresence(Activity activity)
    {
        for (var one = activity; one is not null; one = one.Parent)
        {
            if (one.OperationName == nameof(WatchColleagues))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<string> SignInAsync(BenchmarkWorld world, MailboxId mailboxId, int i)
    {
        var services = world.Cloud.Services;
        var now = TimeProvider.System.GetUtcNow();
        var head = new AccountHead
        {
            AccountId = AccountId.From(Seals.NewId()), Name = $"Collega {i}", Email = $"collega-{i}@example.nl", Language = "nl",
            Roles = [Role.Staff], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(
            head, [new Membership(mailboxId)], "system", now, CancellationToken.None);
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await services.GetRequiredService<StorageClients>().Accounts.TryInsertAsync(
            head.AccountId, session.RowKey, session.Session, CancellationToken.None);
        return session.Cookie;
    }

    /// <summary>What the page of one member does.</summary>
    private static async Task LookAsync(
        BenchmarkWorld world, MailboxId mailboxId, string cookie, bool isMoving, CancellationToken end)
    {
        var address = new Uri(world.Cloud.SiteAddress, $"/api/mailboxes/{mailboxId}/presence");
        var (tab, at, seen) = (Seals.NewId(), Seals.NewId() + "00", (string?)null);
        while (!end.IsCancellationRequested)
        {
            using var moving = CancellationTokenSource.CreateLinkedTokenSource(end);
            if (isMoving)
            {
                moving.CancelAfter(Moving);
            }

            try
            {
                while (true)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, address)
                    {
                        Content = JsonContent.Create(new { tab, at, isWriting = false, seen }),
                    };
                    request.Headers.Add("Origin", world.Cloud.SiteAddress.GetLeftPart(UriPartial.Authority));
                    request.Headers.Add("Cookie", $"__Host-session={cookie}");
                    using var answer = await Http.SendAsync(request, moving.Token);
                    answer.EnsureSuccessStatusCode();
                    seen = (await answer.Content.ReadFromJsonAsync<JsonNode>(moving.Token))!["seen"]!.GetValue<string>();
                }
            }
            catch (OperationCanceledException) when (moving.IsCancellationRequested)
            {
                at = Seals.NewId() + "00";
            }
        }
    }
}
