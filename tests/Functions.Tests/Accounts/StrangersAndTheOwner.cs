using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>
/// Whatever strangers do with an address, its owner gets in: on a device that logged in before, on a new one from
/// elsewhere, and by a mailed link. Callers here come from the network address they say.
/// </summary>
public sealed class StrangersAndTheOwner(StrangersAndTheOwner.ManyNetworks networks) : IClassFixture<StrangersAndTheOwner.ManyNetworks>
{
    private const int LogInsPerNetwork = 40;
    private const string Other = "zes groene fietsen";

    private readonly OwnWorld own = networks.World;

    /// <summary>A world behind two proxies, of which the outer one is believed.</summary>
    public sealed class ManyNetworks : IAsyncLifetime
    {
        public OwnWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await OwnWorld.StartAsync(new Dictionary<string, string?>
        {
            ["Zegel:ProxyHops"] = "2",
            ["Zegel:Limits:LogInsPerNetworkPerHour"] = $"{LogInsPerNetwork}",
        });

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }

    [Fact]
    public async Task Strangers_who_guess_slow_only_their_own_network()
    {
        var account = await StartAsync();
        for (var i = 0; i < SecurityNumbers.WrongPasswordsBeforeShortWait; i++)
        {
            await GuessAsync(account, $"198.51.100.{i}");
        }

        (await GuessAsync(account, "198.51.100.200"))["retryAt"].ShouldNotBeNull();
        (await account.GivePasswordAsync(At("198.51.100.7"))).Expect(403, "login-refused");
        (await account.GivePasswordAsync(At("203.0.113.7"))).Expect(200);
    }

    [Fact]
    public async Task Of_very_many_networks_each_gets_one_try_and_so_does_the_owner_on_a_new_device()
    {
        var account = await StartAsync();
        for (var i = 0; i < SecurityNumbers.WrongPasswordsInAll; i++)
        {
            (await GuessAsync(account, $"10.{i / 4}.0.1"))["retryAt"].ShouldBeNull();
        }

        (await GuessAsync(account, "10.200.0.1"))["retryAt"].ShouldBeNull();
        (await GuessAsync(account, "10.200.0.2"))["retryAt"]!.GetValue<DateTimeOffset>().ShouldBe(own.Now() + SecurityNumbers.LongPasswordWait);
        (await account.GivePasswordAsync(At("203.0.113.7"))).Expect(200);
    }

    [Fact]
    public async Task The_owner_gets_a_link_and_sees_no_refusal_however_often_strangers_ask_for_one()
    {
        var account = await StartAsync();
        own.AdvanceToNext(TimeSpan.FromHours(1));
        for (var hour = 0; hour < 6; hour++)
        {
            for (var i = 0; i < 2 * SecurityNumbers.PasswordLinksInAllPerHour; i++)
            {
                (await At($"10.{i}.0.1").PostAsync("/api/password/link", new { email = account.Email })).Expect(202);
            }

            await own.HintsWorkedAsync();
            own.Mails(account.Email, Mailing.PasswordLink).Count.ShouldBe(1 + ((hour + 1) * SecurityNumbers.PasswordLinksInAllPerHour), $"hour {hour}");
            own.AdvanceToNext(TimeSpan.FromHours(1));
        }

        // At a moment at which strangers have just used up this hour too.
        for (var i = 0; i < 2 * SecurityNumbers.PasswordLinksInAllPerHour; i++)
        {
            (await At($"10.{i}.0.1").PostAsync("/api/password/link", new { email = account.Email })).Expect(202);
        }

        (await At("203.0.113.7").PostAsync("/api/password/link", new { email = account.Email })).Expect(202);
        await own.HintsWorkedAsync();
        (await PasswordLink.In(own, own.Mails(account.Email, Mailing.PasswordLink)[0]).SetAsync(Other)).Expect(200);

        // Used: nobody has one that works, and the owner gets another at once.
        await own.NextMailAsync(account.Email, Mailing.PasswordLink, async () =>
            (await At("203.0.113.7").PostAsync("/api/password/link", new { email = account.Email })).Expect(202));
    }

    [Fact]
    public async Task A_known_device_gets_its_mail_again_whatever_strangers_used_up()
    {
        var account = await StartAsync();
        var known = await account.LogInAsync(At("203.0.113.7"));
        for (var i = 0; i < 2 * SecurityNumbers.PasswordLinksInAllPerHour; i++)
        {
            (await At($"10.{i}.0.1").PostAsync("/api/password/link", new { email = account.Email })).Expect(202);
        }

        await own.HintsWorkedAsync();
        await own.NextMailAsync(account.Email, Mailing.PasswordLink, async () =>
            (await known.PostAsync("/api/password/link", new { email = account.Email })).Expect(202));
    }

    [Fact]
    public async Task One_password_with_many_addresses_is_cut_off_by_network_and_known_devices_are_not()
    {
        var account = await StartAsync();
        own.AdvanceToNext(TimeSpan.FromHours(1));
        var known = await account.LogInAsync(At("192.0.2.9"));
        for (var i = 1; i < LogInsPerNetwork; i++)
        {
            (await At($"192.0.2.{i}").PostAsync("/api/login", new { email = TestWorld.NewEmail(), password = "Welkom2026!" })).Expect(403, "login-refused");
        }

        (await At("192.0.2.200").PostAsync("/api/login", new { email = TestWorld.NewEmail(), password = "Welkom2026!" })).Expect(429, "too-many-requests");
        (await account.GivePasswordAsync(At("192.0.2.10"))).Expect(429, "too-many-requests");
        await account.LogInAsync(known);
        (await account.GivePasswordAsync(At("192.0.3.10"))).Expect(200);
        own.AdvanceToNext(TimeSpan.FromHours(1));
        (await account.GivePasswordAsync(At("192.0.2.10"))).Expect(200);
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.250", true, true)]
    [InlineData("198.51.100.7", "198.51.101.7", false, false)]
    [InlineData("::ffff:198.51.100.7", "198.51.100.250", true, true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::1", true, true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false, true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:2:2::7", false, false)]
    public void A_network_is_a_24_of_IPv4_and_a_64_and_a_48_of_IPv6(string one, string other, bool isSmall, bool isLarge)
    {
        var sources = own.Cloud.Services.GetRequiredService<LogInSources>();
        var (first, second) = (Of(one), Of(other));

        (first[0] == second[0]).ShouldBe(isSmall);
        (first[^1] == second[^1]).ShouldBe(isLarge);
        first.Select(source => source.Times).ShouldBe(first.Count == 1 ? [1] : [1, SecurityNumbers.NetworksOfASite]);

        IReadOnlyList<LogInSource> Of(string address)
        {
            var http = new DefaultHttpContext();
            http.Request.Headers["X-Forwarded-For"] = $"{address}, 127.0.0.1";
            return sources.Of(http.Request, "anna@example.nl");
        }
    }

    /// <summary>An account at the beginning of a day, since counts end with it.</summary>
    private async Task<AnAccount> StartAsync()
    {
        own.AdvanceToNext(TimeSpan.FromDays(1));
        return await AnAccount.WithSmsAsync(own);
    }

    private ApiClient At(string address) => new(own.Cloud.SiteAddress, own.Log) { ForwardedFor = address };

    private async Task<ApiAnswer> GuessAsync(AnAccount account, string address) =>
        (await (account with { Password = "niet het wachtwoord" }).GivePasswordAsync(At(address))).Expect(403, "login-refused");
}
