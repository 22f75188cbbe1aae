using System.Globalization;
using System.Text.RegularExpressions;
using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Conversations;
using Zegel.Functions.Maintenance;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Maintenance;

/// <summary>
/// The vault's keys get new versions, what was wrapped is wrapped anew, and old versions are disabled (X36). Locally a
/// version that is not in the set is one that is disabled. The timers are off: the tests run them.
/// </summary>
public sealed partial class RotatingKeys : IAsyncLifetime
{
    private const string Sealing = "Zegel:Sealing:LocalKey";
    private const string Master = "Zegel:Master:LocalKey";

    private static readonly Lazy<(string Sealing, string Master)[]> Versions = new(() =>
    {
        (string Sealing, string Master)[] sets = [(LocalKeys.Rotate("sealing"), LocalKeys.Rotate("master")), default, default];
        for (var i = 1; i < sets.Length; i++)
        {
            sets[i] = (LocalKeys.Rotate("sealing", sets[i - 1].Sealing), LocalKeys.Rotate("master", sets[i - 1].Master));
        }

        return sets;
    });

    private static readonly Dictionary<string, string?> First = new()
    {
        [Sealing] = Versions.Value[0].Sealing,
        [Master] = Versions.Value[0].Master,
    };

    private OwnWorld world = null!;
    private FaultyStorage storage = null!;
    private string mailboxId = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        world = await OwnWorld.StartAsync(First);
        storage = await FaultyStorage.InsertAsync(world, Cancel);
        mailboxId = (await (await world.LogInAsync()).GetAsync("/api/session")).Expect(200)["mailboxes"]![0]!["mailboxId"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await storage.DisposeAsync();
    }

    [Fact]
    public async Task After_two_rotations_and_timers_that_were_killed_everything_opens_with_all_old_versions_disabled()
    {
        List<Sent> sent = [await SendAsync(), await SendAsync(), await SendAsync()];
        await RotateToAsync(1);
        sent.Add(await SendAsync());
        (await CountOldAsync()).ShouldBe(5, "three conversations, the mailbox, the root secret");

        var killed = await KillUntilThroughAsync([.. sent.Select(each => each.Link.ConversationId)]);
        killed.ShouldBeGreaterThan(10);
        (await CountOldAsync()).ShouldBe(0);
        await EverythingOpensAsync(sent);

        await RotateToAsync(2);
        (await CountOldAsync()).ShouldBe(6);
        await RunAsync();
        (await CountOldAsync()).ShouldBe(0);
        (world.Settings[Sealing], world.Settings[Master]) = (LocalKeys.NewestOf(world.Settings[Sealing]!), LocalKeys.NewestOf(world.Settings[Master]!));
        await world.RestartFunctionsAsync();

        sent.Add(await SendAsync());
        await EverythingOpensAsync(sent);
        (await world.AuditedAsync("organisation/key-rotation")).ShouldContain(entry => entry.Event == "keys-wrapped-anew");
        (await world.AuditedAsync($"conversations/{sent[0].Link.ConversationId}")).ShouldNotContain(entry => entry.Event == "seal-key-refused");
    }

    [Fact]
    public async Task The_list_of_folders_of_a_guest_opens_with_the_old_versions_disabled()
    {
        var folder = await AFolder.MakeAsync(world, await world.LogInAsync(), "Jaarstukken");
        var guest = await Somebody.MakeAsync(world);
        var participant = await folder.ShareAsync(guest);
        await world.HintsWorkedAsync();
        await RotateToAsync(1);

        await RunAsync();

        (await CountOldAsync()).ShouldBe(0);
        (world.Settings[Sealing], world.Settings[Master]) = (LocalKeys.NewestOf(world.Settings[Sealing]!), LocalKeys.NewestOf(world.Settings[Master]!));
        await world.RestartFunctionsAsync();
        var key = Convert.FromBase64String((await guest.Browser.PostAsync("/api/shelf/open")).Expect(200)["shelfKey"]!.GetValue<string>());
        var row = (await guest.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().ShouldHaveSingleItem()!;
        Seals.Unwrap(key, Convert.FromBase64String(row["wrappedSealKey"]!.GetValue<string>()))[..32].ShouldBe(folder.SealKey);
        folder.NameIn(row["note"]!).ShouldBe("Jaarstukken");
        Convert.FromBase64String((await folder.OpenAsync(guest.Browser, participant))["sealKey"]!.GetValue<string>()).ShouldBe(folder.SealKey);
    }

    [Fact]
    public async Task A_version_that_is_disabled_too_early_loses_nothing()
    {
        var sent = await SendAsync();
        await RotateToAsync(1);
        var both = world.Settings[Sealing];
        world.Settings[Sealing] = LocalKeys.NewestOf(both!);
        await world.RestartFunctionsAsync();

        (await sent.Browser.TryOpenAsync(sent.Link.ParticipantId)).Expect(500);
        await RunAsync();
        (await CountOldAsync()).ShouldBe(1, "the others are under the master key and went on");

        world.Settings[Sealing] = both;
        await world.RestartFunctionsAsync();
        await RunAsync();
        (await CountOldAsync()).ShouldBe(0);
        await EverythingOpensAsync([sent]);
    }

    [Fact]
    public async Task When_nothing_is_left_a_run_is_four_queries_however_much_there_is()
    {
        var ids = new List<string> { "wrapped", "root-secret", mailboxId };
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await SendAsync()).Link.ConversationId);
        }

        await RotateToAsync(1);
        await RunAsync();

        using var plan = new FaultPlan(StorageFault.None, 0, [.. ids]);
        storage.Add(plan);
        await RunAsync();
        storage.Remove(plan);

        plan.Seen.Count.ShouldBe(4);
        plan.Seen.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal) && request.EndsWith("/wrapped()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_without_a_key_stays_while_one_may_still_come()
    {
        var context = KeyContext.Of("conversation", Seals.NewId());
        await Services.GetRequiredService<SealKeys>().NoteAsync(context, new WrappedSealKey(Seals.NewId(), []), Cancel);

        await RunAsync();
        (await CountOldAsync()).ShouldBe(1);

        world.Time.Advance(SecurityNumbers.KeyPlaceKept);
        await RunAsync();
        (await CountOldAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_of_another_conversation_is_not_wrapped_anew_and_that_is_told_once_a_day()
    {
        var (sent, other) = (await SendAsync(), await SendAsync());
        var table = world.Storage().Conversations;
        var mine = (await table.FindAsync<Conversation>(sent.Link.ConversationId, Conversation.OfConversations.Name, Cancel))!;
        var theirs = (await table.FindAsync<Conversation>(other.Link.ConversationId, Conversation.OfConversations.Name, Cancel))!;
        var changes = new Changes(mine.PartitionKey);
        changes.Replace(mine, mine.Value with { SealKey = theirs.Value.SealKey });
        (await changes.TrySubmitAsync(table, Cancel)).ShouldBeTrue();
        await RotateToAsync(1);

        await RunAsync();
        await RunAsync();

        (await CountOldAsync()).ShouldBe(1);
        (await RefusalsAsync()).ShouldBe(1);
        world.Time.Advance(SecurityNumbers.RefusedKeyRetry + TimeSpan.FromMinutes(1));
        await RunAsync();
        (await RefusalsAsync()).ShouldBe(2);
        (await table.FindAsync<Conversation>(mine.PartitionKey, Conversation.OfConversations.Name, Cancel))!.Value.SealKey!.Version
            .ShouldBe(theirs.Value.SealKey!.Version);

        async Task<int> RefusalsAsync() => (await world.AuditedAsync($"conversations/{mine.PartitionKey}")).Count(entry => entry.Event == "seal-key-refused");
    }

    private sealed record Sent(ApiClient Browser, Link Link, byte[] SealKey);

    private IServiceProvider Services => world.Cloud.Services;

    /// <summary>A conversation with a message, and the browser that may read it.</summary>
    private async Task<Sent> SendAsync()
    {
        var link = await world.StarterConversationAsync();
        var browser = await world.UnlockAsync(link);
        var draft = await browser.FirstDraftAsync(link.ParticipantId);
        (await browser.SendAsync(draft)).Expect(201);
        await Eventually.GetAsync(async () => (await world.ParticipantAsync(link.ConversationId + "00")).WrappedSealKey);
        await world.HintsWorkedAsync();
        return new Sent(browser, link, draft.SealKey);
    }

    private async Task RotateToAsync(int version)
    {
        (world.Settings[Sealing], world.Settings[Master]) = Versions.Value[version];
        await world.RestartFunctionsAsync();
    }

    private Task RunAsync() => ActivatorUtilities.CreateInstance<WrapKeysAnew>(Services).Run(new TimerInfo(), Cancel);

    /// <summary>Kills the timer at each of its storage requests, before and after it is done, until one run gets through.</summary>
    private async Task<int> KillUntilThroughAsync(IReadOnlyList<string> conversations)
    {
        for (var killed = 0; ; killed++)
        {
            // A later step each time: an earlier run may have left less to do, but never nothing done twice over.
            using var plan = new FaultPlan(
                killed % 2 == 0 ? StorageFault.CutBefore : StorageFault.CutAfter, 3 + (killed / 2), ["wrapped", "root-secret", mailboxId, .. conversations]);
            storage.Add(plan);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel, plan.Cut);
            try
            {
                await ActivatorUtilities.CreateInstance<WrapKeysAnew>(Services).Run(new TimerInfo(), ended.Token);
            }
            catch (Exception cut) when (plan.HasStruck && cut is OperationCanceledException or RequestFailedException or AggregateException)
            {
                // As when the platform ends an instance.
            }
            finally
            {
                storage.Remove(plan);
            }

            if (!plan.HasStruck)
            {
                return killed;
            }
        }
    }

    private async Task EverythingOpensAsync(IReadOnlyList<Sent> sent)
    {
        foreach (var (browser, link, sealKey) in sent)
        {
            (await browser.OpenAsync(link.ParticipantId))["sealKey"]!.GetValue<string>().ShouldBe(Convert.ToBase64String(sealKey));
        }

        var staff = await world.LogInAsync();
        var mailboxKey = Convert.FromBase64String((await staff.PostAsync($"/api/mailboxes/{mailboxId}/open")).Expect(200)["sealKey"]!.GetValue<string>());
        var rows = (await staff.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(200)["conversations"]!.AsArray();
        foreach (var (_, link, sealKey) in sent)
        {
            var row = rows.Single(row => row!["conversationId"]!.GetValue<string>() == link.ConversationId)!;
            Seals.UnwrapUnderMailbox(mailboxKey, link.ConversationId, Convert.FromBase64String(row["wrappedSealKey"]!.GetValue<string>())).ShouldBe(sealKey);
        }
    }

    private async Task<int> CountOldAsync()
    {
        var before = world.Log.All.Count;
        await ActivatorUtilities.CreateInstance<ReportFigures>(Services).Run(new TimerInfo(), Cancel);
        var line = world.Log.All.Skip(before).Select(line => Figure().Match(line)).Single(match => match.Success);
        return int.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Figures .* rewrap=(?<count>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}
