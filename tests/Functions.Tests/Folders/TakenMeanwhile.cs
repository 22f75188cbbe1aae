using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Folders;
using Zegel.Functions.Folders.Delivering;
using Zegel.Functions.Security;
using Zegel.Functions.Spaces;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Folders;

/// <summary>What is taken away, or ends, between a decision and what comes of it (X24).</summary>
public sealed class TakenMeanwhile(FaultyWorld faulty) : IClassFixture<FaultyWorld>
{
    private const string Shared = "deelt een map";

    private OwnWorld World => faulty.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_that_is_taken_away_just_before_a_change_is_made_makes_it_fail()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest);
        var file = (await folder.AddAsync(folder.Staff, folder.Owner, "van-ons.txt"))["van-ons.txt"];
        (string Route, Func<Task<object>> Body)[] acts =
        [
            ("folder/entries", async () => new { entries = new[] { folder.FileEntry(me, (await folder.UploadAsync(guest.Browser, me, 1))[0], Seals.NewId()) } }),
            ("uploads", () => Task.FromResult<object>(new { files = new[] { new { fileId = Seals.NewId(), size = 1 } } })),
            ("uploads/finish", async () => new { files = await folder.SendAsync(guest.Browser, me, 1) }),
            ("downloads", () => Task.FromResult<object>(new { files = new[] { file } })),
        ];
        foreach (var (route, body) in acts)
        {
            var text = JsonSerializer.Serialize(await body());
            await World.HintsWorkedAsync();
            using var plan = new FaultPlan(StorageFault.None, 0, folder.FolderId);
            plan.BeforeTransaction = ("conversations", async () =>
            {
                faulty.Storage.Remove(plan);
                (await folder.TakeAsync(me)).Expect(204);
            });
            ((int?)await faulty.PostAsync(guest.Browser, AFolder.Path(me, route), text, plan)).ShouldBe(404, route);
            plan.BeforeTransaction.ShouldBeNull($"{route}: it was taken away");

            // Given back, the same again does it.
            (await folder.ShareAsync(guest)).ShouldBe(me);
            using var nothing = new FaultPlan(StorageFault.None, 0);
            ((int?)await faulty.PostAsync(guest.Browser, AFolder.Path(me, route), text, nothing)).ShouldBe(200, route);
        }

        await World.CheckSpaceAsync(folder.FolderId);
    }

    [Fact]
    public async Task A_folder_that_is_taken_away_is_off_the_shelf_before_that_is_answered_whatever_the_worker_does()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        var me = await folder.ShareAsync(guest);
        await World.HintsWorkedAsync();
        (await ShelvedAsync(guest)).ShouldBe(1);

        // Nobody works the hint.
        World.Settings["AzureWebJobs.DeliverSpace.Disabled"] = "true";
        await World.RestartFunctionsAsync();
        try
        {
            (await folder.TakeAsync(me)).Expect(204);
            (await ShelvedAsync(guest)).ShouldBe(0);
        }
        finally
        {
            World.Settings["AzureWebJobs.DeliverSpace.Disabled"] = "false";
            await World.RestartFunctionsAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_delivery_writes_nothing_for_an_account_that_is_gone(bool isKeyThere)
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (gone, stays) = (await Somebody.MakeAsync(World), await Somebody.MakeAsync(World));
        await folder.ShareAsync(gone);
        await World.HintsWorkedAsync();
        var accounts = World.Storage().Accounts;
        foreach (var row in await World.RowsAsync("accounts", gone.AccountId))
        {
            await accounts.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);
        }

        if (!isKeyThere)
        {
            await World.ChangeAsync<Participant>(folder.FolderId, "participant~01", person => person with { WrappedSealKey = null });
        }

        await folder.ShareAsync(stays);
        await folder.AddAsync(folder.Staff, folder.Owner, "nieuw.txt");
        await World.HintsWorkedAsync();
        await World.SweepUntilSettledAsync();
        await World.Cloud.Services.GetRequiredService<FolderDelivery>().DeliverAsync(SpaceId.From(folder.FolderId), Cancel);

        (await World.RowsAsync("accounts", gone.AccountId)).ShouldAllBe(row => row.RowKey.StartsWith("audit~", StringComparison.Ordinal));
        (await ShelvedAsync(stays)).ShouldBe(1, "who is still there has it all the same");
    }

    [Fact]
    public async Task A_delivery_that_meets_the_end_of_an_account_leaves_nothing_behind_it()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var guest = await Somebody.MakeAsync(World);
        await folder.ShareAsync(guest);
        await World.HintsWorkedAsync();
        await folder.AddAsync(folder.Staff, folder.Owner, "nieuw.txt");
        await World.HintsWorkedAsync();
        await World.SweepUntilSettledAsync();
        await World.ChangeAsync<Folder>(folder.FolderId, "folder", one => one.Changed(World.Now().AddMinutes(1)));
        var accounts = World.Storage().Accounts;
        using var plan = new FaultPlan(StorageFault.None, 0, guest.AccountId);
        plan.BeforeTransaction = ("accounts", async () =>
        {
            faulty.Storage.Remove(plan);
            foreach (var row in await World.RowsAsync("accounts", guest.AccountId))
            {
                await accounts.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);
            }
        });
        faulty.Storage.Add(plan);
        await World.Cloud.Services.GetRequiredService<FolderDelivery>().DeliverAsync(SpaceId.From(folder.FolderId), Cancel);
        plan.BeforeTransaction.ShouldBeNull();

        (await World.RowsAsync("accounts", guest.AccountId)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_shared_while_a_delivery_runs_is_mailed_by_the_delivery_that_lists_it()
    {
        var folder = await AFolder.MakeAsync(World, await World.LogInAsync());
        var (early, late) = (await Somebody.MakeAsync(World), await Somebody.MakeAsync(World));
        // Both have a shelf already: nothing but its row stands between what is read and what is listed.
        var earlier = await AFolder.MakeAsync(World, folder.Staff);
        foreach (var somebody in new[] { early, late })
        {
            await earlier.ShareAsync(somebody);
        }

        await World.HintsWorkedAsync();
        await World.SweepUntilSettledAsync();
        World.Settings["AzureWebJobs.DeliverSpace.Disabled"] = "true";
        await World.RestartFunctionsAsync();
        try
        {
            await folder.ShareAsync(early);
            using var plan = new FaultPlan(StorageFault.None, 0, early.AccountId);
            plan.BeforeTransaction = ("accounts", async () =>
            {
                faulty.Storage.Remove(plan);
                await folder.ShareAsync(late);
            });
            faulty.Storage.Add(plan);
            await ActivatorUtilities.CreateInstance<DeliverSpace>(World.Cloud.Services).Run(
                JsonSerializer.Serialize(new { partition = folder.FolderId, waiting = (string?)null }), Cancel);
            plan.BeforeTransaction.ShouldBeNull();

            (await ShelvedAsync(early), World.Mails(early.Email, Shared).Count).ShouldBe((2, 2));
            (await ShelvedAsync(late), World.Mails(late.Email, Shared).Count).ShouldBe((1, 1));
        }
        finally
        {
            World.Settings["AzureWebJobs.DeliverSpace.Disabled"] = "false";
            await World.RestartFunctionsAsync();
        }

        await World.HintsWorkedAsync();
        await World.SweepUntilSettledAsync();
        foreach (var somebody in new[] { early, late })
        {
            (await ShelvedAsync(somebody), World.Mails(somebody.Email, Shared).Count).ShouldBe((2, 2));
        }
    }

    private static async Task<int> ShelvedAsync(Somebody somebody) =>
        (await somebody.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().Count;
}
