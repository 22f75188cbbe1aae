using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Mailboxes;

/// <summary>Who may use a mailbox, with which right, until when; and what it is called.</summary>
public sealed class MembersOfAMailbox(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private static readonly MailboxId Info = MailboxId.From(Seals.NewId());
    private static readonly AccountId Somebody = AccountId.From(Seals.NewId());
    private readonly OwnWorld own = clock.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_right_counts_until_its_end_and_for_good_without_one()
    {
        var end = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        new Membership(Info).Counts(DateTimeOffset.MaxValue).ShouldBeTrue();
        var ending = new Membership(Info, MemberRight.Delegate, end);
        ending.Counts(end.AddTicks(-1)).ShouldBeTrue();
        ending.Counts(end).ShouldBeFalse();
    }

    [Fact]
    public void An_owner_is_a_member_with_the_right_owner_and_others_have_the_right_they_were_given()
    {
        var other = AccountId.From(Seals.NewId());
        var mailbox = new OwnedMailbox(Info, "Info", [Somebody]);
        var until = DateTimeOffset.MaxValue;

        mailbox.MemberOf(Somebody, new Membership(Info)).ShouldBe(new Member(Somebody, MemberRight.Owner, null));
        mailbox.MemberOf(other, new Membership(Info)).ShouldBe(new Member(other, MemberRight.Member, null));
        mailbox.MemberOf(other, new Membership(Info, MemberRight.Delegate, until))
            .ShouldBe(new Member(other, MemberRight.Delegate, until));
    }

    [Fact]
    public void What_was_stored_before_rights_were_is_a_member_without_an_end() =>
        Row.Read<Membership>(new("account", "row") { ["Data"] = $$"""{"mailboxId":"{{Info}}"}""" }).Value
            .ShouldBe(new Membership(Info));

    [Fact]
    public async Task A_delegate_works_in_a_mailbox_until_the_end_and_then_no_more()
    {
        var owner = await own.LogInAsync();
        var mailboxId = await owner.MailboxAsync();
        var account = await AnAccount.WithSmsAsync(own, Role.Staff);
        var until = own.Now() + TimeSpan.FromMinutes(10);
        await own.Cloud.Services.GetRequiredService<MailboxStore>().NotePersonAsync(
            MailboxId.From(mailboxId), AccountId.From(account.AccountId), Cancel);
        var membership = new Membership(MailboxId.From(mailboxId), MemberRight.Delegate, until);
        var row = SessionStore.MemberRow(mailboxId);
        (await own.Storage().Accounts.TryInsertAsync(account.AccountId, row, membership, Cancel)).ShouldBeTrue();

        (await account.Browser.ReadsAsync(mailboxId)).ShouldBeTrue();
        (await MailboxesOfAsync(account.Browser)).ShouldBe(["Info"]);
        (await PeopleAsync(owner)).ShouldContain(account.AccountId);

        own.AdvanceTo(until);

        (await account.Browser.ReadsAsync(mailboxId)).ShouldBeFalse();
        (await account.Browser.GetAsync($"/api/mailboxes/{mailboxId}/conversations")).Expect(404, "not-found");
        (await account.Browser.PostAsync(
            $"/api/mailboxes/{mailboxId}/conversations", new { conversationId = Seals.NewId() }))
                .Expect(404, "not-found");
        (await MailboxesOfAsync(account.Browser)).ShouldBeEmpty();
        (await IsEndedAsync(owner, account.AccountId)).ShouldBeTrue();
        (await owner.GetAsync($"/api/accounts/{account.AccountId}")).Expect(200)["mailboxes"]!.AsArray()
            .ShouldBeEmpty();

        // What has ended can be given again.
        owner = await own.LogInAsync();
        (await owner.PostAsync(
            $"/api/mailboxes/{mailboxId}/people", new { email = account.Email, right = "member", until = (string?)null })).Expect(200);
        (await account.Browser.ReadsAsync(mailboxId)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_mailbox_that_gets_another_name_has_it_everywhere_within_a_minute()
    {
        var staff = await own.LogInAsync();
        (await MailboxesOfAsync(staff)).ShouldBe(["Info"]);
        await RenameAsync("Info", "Voordeur");
        try
        {
            own.Time.Advance(TimeSpan.FromMinutes(1));

            (await MailboxesOfAsync(staff)).ShouldBe(["Voordeur"]);
            (await own.NewBrowser().GetAsync("/api/starters/info")).Expect(200)["mailbox"]!.GetValue<string>()
                .ShouldBe("Voordeur");
        }
        finally
        {
            await RenameAsync("Voordeur", "Info");
            own.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_new_mailbox_has_its_name_at_once_and_what_is_known_is_not_asked_again()
    {
        var names = own.Cloud.Services.GetRequiredService<MailboxNames>();
        var (known, other) = (MailboxId.From(await (await own.LogInAsync()).MailboxAsync()),
            MailboxId.From(Seals.NewId()));
        (await names.GetAsync(known, Cancel)).ShouldBe("Info");
        (await InsertAsync(other, "Ouderen")).ShouldBeTrue();

        (await names.GetAsync(other, Cancel)).ShouldBe("Ouderen");

        await own.Storage().Mailboxes.DeleteEntityAsync(MailboxNames.Partition, other.Value, cancellationToken: Cancel);
        (await names.GetAsync(other, Cancel)).ShouldBe("Ouderen");
        (await names.GetAsync([], Cancel)).Keys.ShouldContain(known.Value);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        await Should.ThrowAsync<KeyNotFoundException>(() => names.GetAsync(other, Cancel));
    }

    private static async Task<IReadOnlyList<string>> MailboxesOfAsync(ApiClient browser) =>
        [.. (await browser.GetAsync("/api/session")).Expect(200)["mailboxes"]!.AsArray()
            .Select(one => one!["name"]!.GetValue<string>())];

    private static async Task<IReadOnlyList<string>> PeopleAsync(ApiClient owner) =>
        [
            .. (await owner.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]![0]!["people"]!.AsArray()
                .Select(one => one!["accountId"]!.GetValue<string>()),
        ];

    private static async Task<bool> IsEndedAsync(ApiClient owner, string accountId) =>
        (await owner.GetAsync("/api/account/mailboxes")).Expect(200)["mailboxes"]![0]!["people"]!.AsArray()
            .Single(one => one!["accountId"]!.GetValue<string>() == accountId)!["isEnded"]!.GetValue<bool>();

    private Task<bool> InsertAsync(MailboxId mailboxId, string name) => own.Storage().Mailboxes.TryInsertAsync(
        MailboxNames.Partition, mailboxId, new OwnedMailbox(mailboxId, name, [Somebody]), Cancel);

    private async Task RenameAsync(string from, string to)
    {
        var row = (await own.RowsAsync("mailboxes", MailboxNames.Partition)).Where(row => Ids.IsId(row.RowKey))
            .Select(Row.Read<OwnedMailbox>).Single(mailbox => mailbox.Value.Name == from);
        var changes = new Changes(MailboxNames.Partition);
        changes.Replace(row, row.Value with { Name = to });
        (await changes.TrySubmitAsync(own.Storage().Mailboxes, Cancel)).ShouldBeTrue();
    }
}
