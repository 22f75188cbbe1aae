using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>The figures of workbook and alerts. The timers are off: the test runs them.</summary>
public sealed partial class ReportingFigures : IAsyncLifetime
{
    private OwnWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await OwnWorld.StartAsync(new Dictionary<string, string?>
    {
        ["Zegel:Sms:MessagesPerDay"] = "50",
    });

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task They_say_what_waits_for_how_long_what_sms_cost_and_what_was_given_up()
    {
        // What is spent is that of a day, which must not end meanwhile.
        world.AdvanceToNext(TimeSpan.FromDays(1));
        await world.LogInAsync();
        await world.SweepUntilSettledAsync();
        var quiet = await ReportAsync();
        quiet.ShouldBe(quiet with { Waiting = 0, Oldest = 0, Budget = 50, Poison = 0 });

        await UnsentAsync();
        await GivenUpAsync();
        world.Time.Advance(TimeSpan.FromMinutes(20));

        var busy = await ReportAsync();
        busy.Waiting.ShouldBe(1);
        busy.Oldest.ShouldBeInRange(20 * 60, 22 * 60);
        busy.Sms.ShouldBeGreaterThan(0);
        busy.Poison.ShouldBe(1);
    }

    [Fact]
    public async Task A_try_to_send_tells_the_provider_s_answer()
    {
        await UnsentAsync();

        world.Log.All.ShouldContain(line => line.Contains("Notice by mail NotSent, answer 403", StringComparison.Ordinal));
    }

    private async Task<Figures> ReportAsync()
    {
        var before = world.Log.All.Count;
        await ActivatorUtilities.CreateInstance<ReportFigures>(world.Cloud.Services).Run(new TimerInfo(), Cancel);
        var match = world.Log.All.Skip(before).Select(line => Line().Match(line)).Single(match => match.Success);
        return new Figures(Number("waiting"), Number("oldest"), Number("sms"), Number("budget"), Number("poison"));

        int Number(string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A notice that the provider does not take: the role is not there yet.</summary>
    private async Task UnsentAsync()
    {
        world.Inbox.Faults.Enqueue(InboxKind.Email, new InboxFault.Refused(403));
        (await world.NewBrowser().PostAsync(
            $"/api/starters/{DemoOrganisation.Starter}/conversations",
            new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" })).Expect(202);
        await Waiting.UntilAsync("it was tried", () => world.Log.All.Any(line => line.Contains("answer 403", StringComparison.Ordinal)));
        await world.HintsWorkedAsync();
    }

    /// <summary>A queue message about rows that cannot be read, which the host gives up.</summary>
    private async Task GivenUpAsync()
    {
        var id = Seals.NewId();
        var hints = new QueueClient(world.Cloud.Azurite.ConnectionString, StorageClients.ConversationQueue);
        await world.Storage().Conversations.AddEntityAsync(new TableEntity(id, "outbox~0"), Cancel);
        await hints.SendMessageAsync($$"""{"partition":"{{id}}","waiting":null}""", Cancel);
        await Waiting.UntilAsync("it is given up", async () =>
        {
            var poison = world.Storage().PoisonOf(hints);
            return await poison.ExistsAsync(Cancel) && (await poison.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount == 1;
        });
    }

    private sealed record Figures(int Waiting, int Oldest, int Sms, int Budget, int Poison);

    [GeneratedRegex(
        @"Figures waiting=(?<waiting>\d+) oldest=(?<oldest>\d+) sms=(?<sms>\d+) budget=(?<budget>\d+) poison=(?<poison>\d+) rewrap=0",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
