using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;
using Zegel.Local;

namespace Zegel.Functions.Tests.Conversations;

/// <summary>
/// Somebody tries to silence a starter: limits stop one source and one sender, and nobody else; the organisation hears
/// of it (M5). The limits are as they are when nobody sets them.
/// </summary>
public sealed class FloodingAStarter(FloodingAStarter.Limited limited) : IClassFixture<FloodingAStarter.Limited>, IAsyncLifetime
{
    private static readonly LimitOptions Defaults = new();
    private readonly OwnWorld world = limited.World;
    private int told;

    /// <summary>A world with the limits of a deployment.</summary>
    public sealed class Limited : IAsyncLifetime
    {
        public OwnWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var settings = typeof(LimitOptions).GetProperties()
                .Where(limit => limit.Name != nameof(LimitOptions.RequestsPerMinute))
                .ToDictionary(limit => $"Zegel:Limits:{limit.Name}", limit => limit.GetValue(Defaults)!.ToString());
            // The site of this machine appends an address of its own; what stands before it is the caller's.
            settings["Zegel:ProxyHops"] = "2";
            World = await OwnWorld.StartAsync(settings);
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }

    /// <summary>Each begins with a day, on which nothing was counted.</summary>
    public async ValueTask InitializeAsync()
    {
        await world.HintsWorkedAsync();
        await world.SweepUntilSettledAsync();
        world.AdvanceToNext(TimeSpan.FromDays(1));
        told = world.Mails(world.StaffLogIn.Email, "ongewoon veel").Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_hundred_starts_from_many_addresses_keep_nobody_out_and_the_organisation_hears_of_it_once()
    {
        for (var i = 0; i < 100; i++)
        {
            (await StartAsync(string.Create(CultureInfo.InvariantCulture, $"198.18.{i}.1"))).Expect(202);
        }

        (await StartAsync("203.0.113.7")).Expect(202);

        await world.SweepUntilSettledAsync();
        world.Mails(world.StaffLogIn.Email, "ongewoon veel").Count.ShouldBe(told + 1);
    }

    [Fact]
    public async Task More_confirmed_senders_than_usual_are_let_in_and_told_of()
    {
        for (var i = 0; i <= Defaults.StartsPerStarterPerHour; i++)
        {
            var email = TestWorld.NewEmail();
            var mail = await world.NextMessageAsync(
                email, async () => (await StartAsync(string.Create(CultureInfo.InvariantCulture, $"198.18.{i}.1"), email)).Expect(202));
            await world.UnlockAsync(TestWorld.LinkIn(mail), From(string.Create(CultureInfo.InvariantCulture, $"198.18.{i}.1")));
        }

        await world.HintsWorkedAsync();
        await world.SweepUntilSettledAsync();
        world.Mails(world.StaffLogIn.Email, "ongewoon veel").Count.ShouldBe(told + 1);
    }

    [Theory]
    [InlineData("198.51.100.{0}")]
    [InlineData("2001:db8:7:{0:x}::1")]
    public async Task One_network_starts_four_times_what_one_address_does(string addresses)
    {
        var most = Defaults.StartsPerAddressPerHour * Defaults.AddressesPerNetwork;
        for (var i = 0; i < most; i++)
        {
            (await StartAsync(string.Format(CultureInfo.InvariantCulture, addresses, i))).Expect(202);
        }

        (await StartAsync(string.Format(CultureInfo.InvariantCulture, addresses, most))).Expect(429, "too-many-requests");
        (await StartAsync("203.0.113.7")).Expect(202);
        (await StartAsync("2001:db8:8::1")).Expect(202);
    }

    [Fact]
    public async Task One_inbox_is_one_sender_however_its_address_is_written()
    {
        var name = $"anna{Seals.NewId()[..12]}";
        string[] written = [$"{name}+1@gmail.com", $"{name.ToUpperInvariant()}@Gmail.com", $"an.na{name[4..]}+2@googlemail.com", $"{name}@gmail.com"];
        for (var i = 0; i < SecurityNumbers.StartsPerSenderPerHour; i++)
        {
            (await StartAsync(string.Create(CultureInfo.InvariantCulture, $"198.18.{i}.1"), written[i])).Expect(202);
        }

        (await StartAsync("203.0.113.7", written[3])).Expect(429, "too-many-requests");
        (await StartAsync("203.0.113.7", "x" + written[3])).Expect(202);
    }

    private ApiClient From(string address) => new(world.Cloud.SiteAddress, world.Log) { ForwardedFor = address };

    private Task<ApiAnswer> StartAsync(string address, string? email = null) => From(address).PostAsync(
        $"/api/starters/{DemoOrganisation.Starter}/conversations",
        new { conversationId = Seals.NewId(), name = "Anna", email = email ?? TestWorld.NewEmail(), language = "nl" });
}
