using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.Faults;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Http;

/// <summary>Limits when many count at once and storage takes its time: none is let through too many, and nobody waits for another.</summary>
public sealed class PlacesInAWindow(PlacesInAWindow.SlowStorage slow) : IClassFixture<PlacesInAWindow.SlowStorage>, IDisposable
{
    private readonly OwnWorld world = slow.World;
    private readonly FaultyStorage storage = slow.Storage;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Throttle Throttle => world.Cloud.Services.GetRequiredService<Throttle>();

    public void Dispose() => storage.Delay = TimeSpan.Zero;

    /// <summary>A world whose storage can be made slow.</summary>
    public sealed class SlowStorage : IAsyncLifetime
    {
        private static readonly Dictionary<string, string?> Settings = new()
        {
            ["AzureWebJobs.MoveAuditRecords.Disabled"] = "true",
            // So many that two hardly come to the same place by chance.
            ["Zegel:Limits:StartsPerAddressPerHour"] = "1000000",
            ["Zegel:Limits:StartsPerStarterPerHour"] = "1000000",
        };

        public OwnWorld World { get; private set; } = null!;

        public FaultyStorage Storage { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            World = await OwnWorld.StartAsync(Settings);
            Storage = await FaultyStorage.InsertAsync(World, Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await World.DisposeAsync();
            await Storage.DisposeAsync();
        }
    }

    [Fact]
    public async Task Sixteen_who_start_at_once_with_one_starter_ask_of_storage_what_one_asks()
    {
        await StartAsync();
        storage.Delay = TimeSpan.FromMilliseconds(40);
        var one = await WatchedAsync(StartAsync);

        var many = await WatchedAsync(() => Task.WhenAll(Enumerable.Range(0, 16).Select(_ => StartAsync())));

        many.Conflicts.ShouldBeEmpty();
        // Address and network are large here, and looked at one by one: two and a transaction; two each of sender and starter.
        OfLimits(one).ShouldBe(7);
        OfLimits(many).ShouldBeInRange(16 * 7, (int)(16 * 7 * 1.1));
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(20, 32)]
    public async Task Of_more_than_the_limit_allows_exactly_so_many_are_let_in(int limit, int callers)
    {
        storage.Delay = TimeSpan.FromMilliseconds(10);
        var starts = new Limit("test", Seals.NewId(), limit, TimeSpan.FromHours(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Throttle.TakeAsync(Cancel, starts)));

        answers.Count(retryAt => retryAt is null).ShouldBe(limit);
        answers.Where(retryAt => retryAt is not null).Distinct().Single().ShouldBe(await Throttle.CheckAsync(Cancel, starts));
        (await Throttle.TakenAsync(starts, Cancel)).ShouldBe(limit);
    }

    [Fact]
    public async Task An_address_and_the_network_around_it_are_asked_in_one_request_and_taken_in_one()
    {
        var address = Within(new Limit("network", Seals.NewId(), 8, TimeSpan.FromHours(1)), 2);

        var taking = await WatchedAsync(async () => (await Throttle.TakeAsync(Cancel, address)).ShouldBeNull());
        var looking = await WatchedAsync(async () => (await Throttle.CheckAsync(Cancel, address)).ShouldBeNull());

        OfLimits(taking).ShouldBe(2);
        OfLimits(looking).ShouldBe(1);
    }

    [Theory]
    [InlineData(2, 8, 3, 6)]
    [InlineData(4, 8, 3, 8)]
    [InlineData(3, 1500, 2, 6)]
    public async Task Of_many_at_once_neither_an_address_nor_its_network_lets_in_too_many(int perAddress, int perNetwork, int addresses, int letIn)
    {
        storage.Delay = TimeSpan.FromMilliseconds(10);
        var network = new Limit("network", Seals.NewId(), perNetwork, TimeSpan.FromHours(1));
        var each = Enumerable.Range(0, addresses).Select(_ => Within(network, perAddress)).ToList();

        var answers = await Task.WhenAll(each.SelectMany(address => Enumerable.Repeat(address, perAddress + 3))
            .Select(async address => (Address: address.Key, RetryAt: await Throttle.TakeAsync(Cancel, address))));

        answers.Count(answer => answer.RetryAt is null).ShouldBe(letIn);
        answers.Where(answer => answer.RetryAt is null).CountBy(answer => answer.Address).ShouldAllBe(address => address.Value <= perAddress);
        (await Throttle.TakenAsync(network, Cancel)).ShouldBe(letIn);
    }

    [Fact]
    public async Task An_hour_that_is_full_within_a_day_that_is_not_opens_with_the_next_hour()
    {
        var day = new Limit("day", Seals.NewId(), 3, TimeSpan.FromDays(1));
        var hour = new Limit("hour", day.Key, 2, TimeSpan.FromHours(1)) { Within = day };
        world.AdvanceToNext(TimeSpan.FromDays(1));
        var midnight = new DateTimeOffset(world.Now().UtcDateTime.Date, TimeSpan.Zero);
        await Throttle.TakeAsync(Cancel, hour);
        await Throttle.TakeAsync(Cancel, hour);

        (await Throttle.TakeAsync(Cancel, hour)).ShouldBe(midnight.AddHours(1));
        world.AdvanceToNext(TimeSpan.FromHours(1));
        (await Throttle.TakeAsync(Cancel, hour)).ShouldBeNull();
        (await Throttle.TakeAsync(Cancel, hour)).ShouldBe(midnight.AddDays(1));
    }

    [Fact]
    public async Task The_last_places_of_a_large_limit_are_found_and_when_it_is_full_that_costs_little()
    {
        const int Free = 9;
        var limit = new Limit("test", Seals.NewId(), (2 * Throttle.GroupSize) + 500, TimeSpan.FromDays(1));
        (await Throttle.TakeAsync(Cancel, limit)).ShouldBeNull();
        await FillAsync(limit, leave: Free);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Throttle.TakeAsync(Cancel, limit)));

        answers.Count(retryAt => retryAt is null).ShouldBe(Free);
        (await Throttle.TakenAsync(limit, Cancel)).ShouldBe(limit.Count);
        var full = await WatchedAsync(async () => (await Throttle.TakeAsync(Cancel, limit)).ShouldNotBeNull());
        OfLimits(full).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Whoever_is_refused_by_one_limit_is_counted_by_none()
    {
        storage.Delay = TimeSpan.FromMilliseconds(10);
        var narrow = new Limit("narrow", Seals.NewId(), 2, TimeSpan.FromHours(1));
        var wide = new Limit("wide", Seals.NewId(), 100, TimeSpan.FromHours(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Throttle.TakeAsync(Cancel, wide, narrow)));

        (await Throttle.TakenAsync(narrow, Cancel)).ShouldBe(2);
        (await Throttle.TakenAsync(wide, Cancel)).ShouldBe(2);
    }

    private static Limit Within(Limit network, int perAddress) =>
        new("address", Seals.NewId(), perAddress, network.Window) { Within = network };

    /// <summary>Takes all places but some, straight in the table.</summary>
    private async Task FillAsync(Limit limit, int leave)
    {
        var limits = world.Storage().Limits;
        var partition = (await world.RowsAsync("limits")).Single(row => row.PartitionKey.EndsWith(limit.Key, StringComparison.Ordinal)).PartitionKey;
        var places = Enumerable.Range(0, limit.Count).ToArray();
        System.Security.Cryptography.RandomNumberGenerator.Shuffle<int>(places);
        foreach (var some in places.Take(limit.Count - leave).Chunk(100))
        {
            await limits.SubmitTransactionAsync(
                some.Select(place => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, $"place~{place:D8}"))), Cancel);
        }

        // The place that was taken before may be among those that were left.
        if (await Throttle.TakenAsync(limit, Cancel) > limit.Count - leave)
        {
            await limits.DeleteEntityAsync(partition, $"place~{places[0]:D8}", cancellationToken: Cancel);
        }
    }

    private static int OfLimits(FaultPlan seen) => seen.Seen.Count(request => request.Contains("/limits", StringComparison.Ordinal));

    private async Task<FaultPlan> WatchedAsync(Func<Task> act)
    {
        await world.HintsWorkedAsync();
        using var all = new FaultPlan(StorageFault.None, 0, "");
        storage.Add(all);
        await act();
        storage.Remove(all);
        return all;
    }

    private async Task StartAsync() => (await world.NewBrowser().PostAsync(
        $"/api/starters/{DemoOrganisation.Starter}/conversations",
        new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" })).Expect(202);
}
