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
    private OwnWorld World => faulty.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        var at = 0;
        foreach (var isCounted in new[] { true, false })
        {
            using var plan = new FaultPlan(StorageFault.None, isCounted ? 0 : at, guest.AccountId);
            plan.Meanwhile = isCounted ? null : async () =>
            {
                faulty.Storage.Remove(plan);
                foreach (var row in await World.RowsAsync("accounts", guest.AccountId))
                {
                    await accounts.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancel);
                }
            };
            faulty.Storage.Add(plan);
            await World.Cloud.Services.GetRequiredService<FolderDelivery>().DeliverAsync(SpaceId.From(folder.FolderId), Cancel);
            faulty.Storage.Remove(plan);
            if (isCounted)
            {
                at = 1 + plan.Seen.ToList().FindIndex(request => request.EndsWith("$batch /accounts", StringComparison.Ordinal));
                at.ShouldBeGreaterThan(1, string.Join('\n', plan.Seen));
                await World.ChangeAsync<Folder>(folder.FolderId, "folder", one => one.Changed(World.Now().AddMinutes(2)));
            }
            else
            {
                plan.Meanwhile.ShouldBeNull();
            }
        }

        (await World.RowsAsync("accounts", guest.AccountId)).ShouldBeEmpty();
    }

    private static async Task<int> ShelvedAsync(Somebody somebody) =>
        (await somebody.Browser.GetAsync("/api/shelf")).Expect(200)["folders"]!.AsArray().Count;
}
