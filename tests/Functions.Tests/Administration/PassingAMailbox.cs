using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Administration;
using Zegel.Functions.Administration.Giving;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>A leaver's mailbox passes to a successor after two people agreed (X13).</summary>
public sealed class PassingAMailbox(ClockWorld clock) : IClassFixture<ClockWorld>, IAsyncLifetime
{
    private readonly OwnWorld own = clock.World;
    private ASharedMailbox mailbox = null!;
    private Worker successor = null!;
    private ApiClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        mailbox = await ASharedMailbox.MakeAsync(own, isPersonal: true);
        successor = await ASharedMailbox.ColleagueAsync(own);
        desk = await own.LogInAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_owner_names_one_who_agrees_and_then_nobody_stands_between_them_any_more()
    {
        var leaver = mailbox.Owner;
        var requestId = await NamedAsync(leaver.Browser);
        (await leaver.Browser.PostAsync(Approve(requestId))).Expect(409, "own-request");
        (await mailbox.ReadsAsync(successor)).ShouldBeFalse();
        (await successor.Browser.GetAsync("/api/access-requests")).Expect(200)["requests"]!.AsArray().ShouldHaveSingleItem()!["mayGive"]!.GetValue<bool>().ShouldBeTrue();

        (await successor.Browser.PostAsync(Approve(requestId))).Expect(204);

        await PassedAsync();
        await own.IsWrittenDownAsync("mailboxes/names", MailboxEvents.MailboxPassed, successor.AccountId, $"{leaver.AccountId} {successor.AccountId} {mailbox.MailboxId}", times: 1);
        (await successor.Browser.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]![0]!["person"]!.GetValue<bool>().ShouldBeFalse();
        (await desk.PostAsync($"/api/accounts/{leaver.AccountId}/end")).Expect(200);
    }

    [Fact]
    public async Task Who_is_alone_at_the_desk_asks_the_successor_agrees_and_a_day_passes()
    {
        var leaver = mailbox.Owner;
        (await desk.PostAsync($"/api/accounts/{leaver.AccountId}/end")).Expect(409, "last-owner");
        var requestId = await NamedAsync(desk);
        (await desk.PostAsync(Approve(requestId))).Expect(409, "own-request");
        (await successor.Browser.PostAsync(Approve(requestId))).Expect(204);
        (await successor.Browser.PostAsync(Approve(requestId))).Expect(204);
        await GiveWhatIsDueAsync();
        (await mailbox.ReadsAsync(successor)).ShouldBeFalse();
        await own.IsWrittenDownAsync($"accounts/{successor.AccountId}", AdministrationEvents.SuccessionAccepted, successor.AccountId, $"{successor.AccountId} {mailbox.MailboxId}", times: 1);

        own.Time.Advance(SecurityNumbers.AccessWait);
        await GiveWhatIsDueAsync();

        await PassedAsync(isLoggedIn: false);
    }

    [Fact]
    public async Task It_is_stopped_by_whoever_was_told_and_given_at_once_by_the_owner()
    {
        var requestId = await NamedAsync(desk);
        (await successor.Browser.PostAsync(Approve(requestId))).Expect(204);
        (await mailbox.Owner.Browser.PostAsync($"/api/access-requests/{requestId}/refuse")).Expect(204);
        own.Time.Advance(SecurityNumbers.AccessWait * 2);
        await GiveWhatIsDueAsync();
        (await mailbox.StoredAsync(successor)).ShouldBeNull();

        desk = await own.LogInAsync();
        var other = await ASharedMailbox.MakeAsync(own);
        var again = (await desk.PostAsync($"/api/mailboxes/{other.MailboxId}/successor", new { leaver = other.Owner.AccountId, email = successor.Email })).Expect(200)["requestId"]!.GetValue<string>();
        (await other.Owner.Browser.PostAsync(Approve(again))).Expect(204);
        (await other.StoredAsync(other.Owner)).ShouldBeNull();
        (await other.StoredAsync(successor)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_cut_off_half_way_is_carried_out_by_the_timer()
    {
        var requestId = await GivenAsync(mayUse: true);
        (await successor.Browser.PostAsync(Approve(requestId))).Expect(404, "not-found");

        await GiveWhatIsDueAsync();

        (await mailbox.StoredAsync(mailbox.Owner)).ShouldBeNull();
        (await own.RowsAsync("lookups", "requests")).ShouldNotContain(row => row.RowKey == requestId);
        (await successor.Browser.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Whoever_lost_the_mailbox_before_it_was_carried_out_takes_nobodys_place()
    {
        var requestId = await GivenAsync(mayUse: false);

        await GiveWhatIsDueAsync();

        (await mailbox.StoredAsync(mailbox.Owner)).ShouldNotBeNull();
        (await mailbox.ReadsAsync(mailbox.Owner)).ShouldBeTrue();
        (await own.RowsAsync("lookups", "requests")).ShouldNotContain(row => row.RowKey == requestId);
        (await mailbox.Owner.Browser.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]!.AsArray().ShouldHaveSingleItem();
    }

    /// <summary>As it stands when somebody said yes and nothing else was done.</summary>
    /// <param name="mayUse">Whether the successor still has what came with the yes.</param>
    private async Task<string> GivenAsync(bool mayUse)
    {
        var requestId = await NamedAsync(mailbox.Owner.Browser);
        var stored = (await own.Cloud.Services.GetRequiredService<AccessRequests>().FindAsync(requestId, Cancel))!;
        var changes = new Changes(successor.AccountId);
        changes.Replace(stored, stored.Value with { GivenAt = own.Now() });
        if (mayUse)
        {
            var mailboxId = MailboxId.From(mailbox.MailboxId);
            changes.Insert(SessionStore.MemberRow(mailboxId), new Membership(mailboxId));
        }

        (await changes.TrySubmitAsync(own.Storage().Accounts, Cancel)).ShouldBeTrue();
        return requestId;
    }

    private static string Approve(string requestId) => $"/api/access-requests/{requestId}/approve";

    private async Task<string> NamedAsync(ApiClient by) =>
        (await by.PostAsync($"/api/mailboxes/{mailbox.MailboxId}/successor", new { leaver = mailbox.Owner.AccountId, email = successor.Email }))
            .Expect(200)["requestId"]!.GetValue<string>();

    private async Task PassedAsync(bool isLoggedIn = true)
    {
        (await mailbox.StoredAsync(mailbox.Owner)).ShouldBeNull();
        (await mailbox.StoredAsync(successor)).ShouldNotBeNull();
        if (isLoggedIn)
        {
            (await mailbox.ReadsAsync(successor)).ShouldBeTrue();
            (await mailbox.ReadsAsync(mailbox.Owner)).ShouldBeFalse();
            (await successor.Browser.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]!.AsArray().ShouldHaveSingleItem();
        }
    }

    private Task<int> GiveWhatIsDueAsync() => own.Cloud.Services.GetRequiredService<AccessRequests>().GiveWhatIsDueAsync(Cancel);
}
