using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>Making, showing and removing passkeys (WebAuthn level 3 section 7.1).</summary>
public sealed class RegisteringPasskeys(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task The_first_passkey_is_a_second_factor_with_recovery_codes()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var options = await account.BeginPasskeyAsync();
        options["rp"]!["id"]!.GetValue<string>().ShouldBe("localhost");
        Base64Url.DecodeFromChars(options["challenge"]!.GetValue<string>()).Length.ShouldBe(32);
        options["timeout"]!.GetValue<int>().ShouldBe(300_000);
        options["authenticatorSelection"]!["userVerification"]!.GetValue<string>().ShouldBe("required");
        options["authenticatorSelection"]!["residentKey"]!.GetValue<string>().ShouldBe("required");
        options["user"]!["name"]!.GetValue<string>().ShouldBe(account.Email);
        ApiAnswer added = null!;

        await own.NextMailAsync(account.Email, Mailing.FactorAdded, async () =>
            added = await account.SendPasskeyAsync(own.NewDevice().Make(options), "  Laptop van het werk "));

        added.Expect(200)["recoveryCodes"]!.AsArray().Count.ShouldBe(SecurityNumbers.RecoveryCodes);
        added["session"]!["usable"]!.GetValue<bool>().ShouldBeTrue();
        added["session"]!["strength"]!.GetValue<string>().ShouldBe("full");
        var passkey = (await account.PasskeysAsync()).Single()!;
        passkey["name"]!.GetValue<string>().ShouldBe("Laptop van het werk");
        passkey["lastUsedAt"].ShouldBeNull();
        (await own.AuditedAsync("accounts/" + account.AccountId))
            .ShouldContain(entry => entry.Event == "factor-added" && entry.Method == "passkey");
    }

    [Fact]
    public async Task A_second_one_is_made_on_another_device_and_brings_no_codes()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var options = await account.BeginPasskeyAsync();
        options["excludeCredentials"]!.AsArray().Single()!["id"]!.GetValue<string>()
            .ShouldBe(Base64Url.EncodeToString(device.CredentialId));

        (await account.SendPasskeyAsync(own.NewDevice().Make(options), "Telefoon")).Expect(200)["recoveryCodes"].ShouldBeNull();

        (await account.PasskeysAsync()).Select(passkey => passkey!["name"]!.GetValue<string>())
            .ShouldBe(["Laptop", "Telefoon"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_answer_that_is_not_right_adds_nothing()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var device = own.NewDevice();
        var port = own.Cloud.SiteAddress.Port;
        foreach (var wrong in (PasskeyDevice[])
        [
            device.With(origin: "https://evil.example"),
            device.With(origin: $"http://sub.localhost:{port}"),
            device.With(origin: "http://localhost:1"),
            device.With(rpId: "evil.example"),
            device.With(verifiesUser: false),
            device.With(framedBy: "https://evil.example"),
            new PasskeyDevice(device.Origin) { WantedId = RandomNumberGenerator.GetBytes(1024) },
        ])
        {
            (await account.AddPasskeyAsync(wrong)).Expect(403, "passkey-refused");
        }

        (await account.PasskeysAsync()).ShouldBeEmpty();
        var longest = new PasskeyDevice(device.Origin) { WantedId = RandomNumberGenerator.GetBytes(1023) };
        (await account.AddPasskeyAsync(longest)).Expect(200);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_for_what_was_asked()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var device = own.NewDevice();
        (await account.SendPasskeyAsync(device.Make(await account.BeginPasskeyAsync()))).Expect(200);
        var other = device.Make(await account.BeginPasskeyAsync());
        await account.BeginPasskeyAsync();
        (await account.SendPasskeyAsync(other)).Expect(403, "passkey-refused");

        var answer = device.Make(await account.BeginPasskeyAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => account.SendPasskeyAsync(answer.DeepClone())));

        answers.Count(one => one.Status == System.Net.HttpStatusCode.OK).ShouldBe(1);
        (await account.SendPasskeyAsync(answer)).Expect(403, "passkey-refused");
        (await account.PasskeysAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_session_cannot_answer()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var other = own.NewBrowser();
        (await other.UsePasskeyAsync(device)).Expect(200);

        var answer = own.NewDevice().Make(await account.BeginPasskeyAsync());

        (await (account with { Browser = other }).SendPasskeyAsync(answer)).Expect(403, "passkey-refused");
        (await account.SendPasskeyAsync(answer)).Expect(200);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 403)]
    public async Task After_five_minutes_it_must_begin_again(int seconds, int status)
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var answer = own.NewDevice().Make(await account.BeginPasskeyAsync());

        own.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(seconds));

        (await account.SendPasskeyAsync(answer)).Expect(status);
    }

    [Fact]
    public async Task There_is_no_eleventh_also_not_of_two_at_once()
    {
        var (account, device) = await own.WithPasskeyAsync();
        for (var i = 1; i < SecurityNumbers.Passkeys - 1; i++)
        {
            (await account.AddPasskeyAsync(own.NewDevice())).Expect(200);
        }

        var other = own.NewBrowser();
        (await other.UsePasskeyAsync(device)).Expect(200);
        var elsewhere = account with { Browser = other };
        var one = own.NewDevice().Make(await account.BeginPasskeyAsync());
        var two = own.NewDevice().Make(await elsewhere.BeginPasskeyAsync());

        var answers = await Task.WhenAll(account.SendPasskeyAsync(one), elsewhere.SendPasskeyAsync(two));

        answers.Select(answer => (int)answer.Status).ShouldBe([200, 409], ignoreOrder: true);
        answers.Single(answer => answer.Problem is not null).Expect(409, "too-many-passkeys");
        (await account.Browser.PostAsync("/api/account/passkeys/options")).Expect(409, "too-many-passkeys");
        (await account.PasskeysAsync()).Count.ShouldBe(SecurityNumbers.Passkeys);
    }

    [Fact]
    public async Task A_body_of_another_form_is_refused()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var answer = own.NewDevice().Make(await account.BeginPasskeyAsync());
        foreach (var name in new[] { "", "  ", new string('a', 65), "La\nptop" })
        {
            (await account.SendPasskeyAsync(answer.DeepClone(), name)).Expect(400, "bad-input")["errors"]!
                .AsObject().ShouldContainKey("name");
        }

        var huge = new JsonObject { ["id"] = new string('a', 40_000) };
        foreach (var credential in (JsonNode?[])[null, JsonValue.Create("x"), new JsonArray(), huge])
        {
            (await account.Browser.PostAsync("/api/account/passkeys", new { name = "Laptop", credential })).Expect(400, "bad-input");
        }

        (await account.SendPasskeyAsync(answer, new string('a', 64))).Expect(200);
        foreach (var credential in new[] { "{}", """{"response":null}""", """{"response":{"userHandle":1}}""" })
        {
            await account.BeginPasskeyAsync();
            (await account.SendPasskeyAsync(JsonNode.Parse(credential)!)).Expect(403, "passkey-refused");
        }
    }

    [Fact]
    public async Task A_removed_passkey_logs_nobody_in_and_the_last_factor_stays()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var first = await account.PasskeyIdAsync();
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + first)).Expect(409, "last-factor");
        var second = own.NewDevice();
        (await account.AddPasskeyAsync(second)).Expect(200);
        var browser = own.NewBrowser();
        var begun = device.Use(await browser.BeginPasskeyLogInAsync());

        await own.NextMailAsync(account.Email, Mailing.FactorRemoved, async () =>
            (await account.Browser.DeleteAsync("/api/account/passkeys/" + first)).Expect(200)["passkeys"]!.AsArray().Count.ShouldBe(1));

        (await browser.SendAssertionAsync(begun)).Expect(403, "passkey-refused");
        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(403, "passkey-refused");
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + first)).Expect(200);
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + first[..63])).Expect(404, "not-found");
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + await account.PasskeyIdAsync())).Expect(409, "last-factor");
        (await own.NewBrowser().UsePasskeyAsync(second)).Expect(200);
        await own.IsWrittenDownAsync($"accounts/{account.AccountId}", AccountEvents.FactorRemoved, account.AccountId, account.AccountId, times: 1);
    }

    [Fact]
    public async Task Of_two_that_are_removed_at_once_one_stays()
    {
        var (account, _) = await own.WithPasskeyAsync();
        (await account.AddPasskeyAsync(own.NewDevice())).Expect(200);
        var ids = (await account.PasskeysAsync()).Select(passkey => passkey!["passkeyId"]!.GetValue<string>()).ToList();

        var answers = await Task.WhenAll(ids.Select(id => account.Browser.DeleteAsync("/api/account/passkeys/" + id)));

        answers.Select(answer => (int)answer.Status).ShouldBe([200, 409], ignoreOrder: true);
        (await account.PasskeysAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_registers_the_id_of_somebody_elses_passkey_gains_nothing()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var (thief, _) = await own.WithPasskeyAsync();
        var same = new PasskeyDevice(device.Origin) { WantedId = device.CredentialId };
        (await thief.AddPasskeyAsync(same)).Expect(200);

        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200)["session"]!["accountId"]!.GetValue<string>().ShouldBe(account.AccountId);
        (await own.NewBrowser().UsePasskeyAsync(same)).Expect(200)["session"]!["accountId"]!.GetValue<string>().ShouldBe(thief.AccountId);
        (await account.AddPasskeyAsync(same)).Expect(403, "passkey-refused");
    }

    [Fact]
    public async Task Another_account_removes_none_of_mine()
    {
        var (account, device) = await own.WithPasskeyAsync();
        var (other, _) = await own.WithPasskeyAsync();

        (await other.Browser.DeleteAsync("/api/account/passkeys/" + await account.PasskeyIdAsync())).Expect(200);

        (await own.NewBrowser().UsePasskeyAsync(device)).Expect(200);
    }

    [Fact]
    public async Task Five_minutes_after_the_log_in_adding_and_removing_ask_to_log_in_again_and_a_passkey_does_that()
    {
        var (account, device) = await own.WithPasskeyAsync();
        own.Time.Advance(SecurityNumbers.RecentLogIn);
        (await account.Browser.PostAsync("/api/account/passkeys/options")).Expect(403, "log-in-again");
        (await account.Browser.DeleteAsync("/api/account/passkeys/" + await account.PasskeyIdAsync())).Expect(403, "log-in-again");

        (await account.Browser.UsePasskeyAsync(device)).Expect(200);

        (await account.AddPasskeyAsync(own.NewDevice())).Expect(200);
        (await account.Browser.GetAsync("/api/account")).Expect(200)["sessions"]!.AsArray().Count.ShouldBe(1);
    }
}
