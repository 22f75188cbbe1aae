using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Accounts;

/// <summary>What the trail says of accounts: that an invitation was accepted, and whose log-in was refused.</summary>
public sealed class WhatIsWrittenDown(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task An_invitation_is_accepted_once()
    {
        var account = await AnAccount.WithoutFactorAsync(own);
        var link = await PasswordLink.ForAsync(own, account.Email);
        (await link.SetAsync("zes groene fietsen")).Expect(200);

        var entries = await own.AuditedAsync("accounts/" + account.AccountId);

        entries.Count(entry => entry.Event == "account-accepted" && entry.Actor == account.AccountId).ShouldBe(1);
        entries.Count(entry => entry.Event == "password-set").ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_log_in_says_whose_it_was()
    {
        var account = await AnAccount.WithSmsAsync(own);
        var shut = await AnAccount.WithSmsAsync(own);
        (await (await own.LogInAsync()).PostAsync($"/api/accounts/{shut.AccountId}/suspend")).Expect(200);
        var place = "accounts/log-ins-" + Expiries.Hour(own.Now());
        var before = (await own.AuditedAsync(place)).Count;

        (await (account with { Password = "niet het wachtwoord" }).GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        (await shut.GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");
        (await (account with { Email = TestWorld.NewEmail() }).GivePasswordAsync(own.NewBrowser())).Expect(403, "login-refused");

        var refused = (await own.AuditedAsync(place)).Skip(before).ToList();
        refused.Select(entry => (entry.Event, entry.About == place["accounts/".Length..] ? null : entry.About)).ShouldBe(
            [("log-in-refused", account.AccountId), ("log-in-refused", shut.AccountId), ("log-in-refused", null)], ignoreOrder: true);
        refused.ShouldAllBe(entry => entry.Actor != account.AccountId);
        await own.IsWrittenDownAsync(place, AccountEvents.LogInRefused, place["accounts/".Length..], account.AccountId);
    }
}
