using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Mailboxes;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Administration;

/// <summary>Mailboxes are made and get other names at the service desk (Z19).</summary>
public sealed class MakingMailboxes(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_mailbox_is_made_with_its_first_owner_who_uses_it_at_once_and_is_told()
    {
        var desk = await own.LogInAsync();
        var account = await AnAccount.WithSmsAsync(own, Role.Staff);
        var (colleague, accountId, email) = (account.Browser, account.AccountId, account.Email);
        var mailboxId = Seals.NewId();
        var wanted = new { mailboxId, name = "  Huisartsen   Noord ", ownerEmail = email, kind = "group" };

        ApiAnswer? made = null;
        var mail = await own.NextMailAsync(email, "er is toegang gegeven", async () => made = (await desk.PostAsync("/api/desk/mailboxes", wanted)).Expect(200));
        (await desk.PostAsync("/api/desk/mailboxes", wanted)).Expect(200);

        mail.Text!.ShouldContain("Huisartsen Noord");
        made!["name"]!.GetValue<string>().ShouldBe("Huisartsen Noord");
        (await colleague.PostAsync($"/api/mailboxes/{mailboxId}/open")).Expect(200);
        (await desk.ReadsAsync(mailboxId)).ShouldBeFalse();
        (await NamesAsync(colleague)).ShouldBe(["Huisartsen Noord"]);
        var deskId = await desk.AccountIdAsync();
        await own.IsWrittenDownAsync("mailboxes/names", MailboxEvents.MailboxMade, deskId, $"{accountId} {mailboxId}", 1);
        var shown = (await desk.GetAsync($"/api/desk/mailboxes/{mailboxId}")).Expect(200);
        shown["kind"]!.GetValue<string>().ShouldBe("group");
        shown["person"].ShouldBeNull();
        var person = shown["people"]!.AsArray().ShouldHaveSingleItem()!;
        person["email"]!.GetValue<string>().ShouldBe(email);
        person["right"]!.GetValue<string>().ShouldBe("owner");

        // The owner lets in others; the desk needs somebody's yes for that, now as before.
        var asking = await desk.PostAsync($"/api/mailboxes/{mailboxId}/people", new { email = (await own.ColleagueAsync(Role.Staff)).Email, right = "member", until = (DateTimeOffset?)null });
        asking.Expect(200)["asked"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_personal_mailbox_says_whose_it_is()
    {
        var desk = await own.LogInAsync();
        var (_, accountId, email) = await own.ColleagueAsync(Role.Staff);
        var mailboxId = Seals.NewId();

        (await desk.PostAsync("/api/desk/mailboxes", new { mailboxId, name = "Wim Waarnemer", ownerEmail = email, kind = "personal" })).Expect(200);

        (await desk.GetAsync($"/api/desk/mailboxes/{mailboxId}")).Expect(200)["person"]!.GetValue<string>().ShouldBe(accountId);
    }

    [Fact]
    public async Task What_was_cut_off_before_the_owner_could_use_it_goes_on_under_the_first_id()
    {
        var desk = await own.LogInAsync();
        var account = await AnAccount.WithSmsAsync(own, Role.Staff);
        var (colleague, accountId, email) = (account.Browser, account.AccountId, account.Email);
        var first = Seals.NewId();
        (await desk.PostAsync("/api/desk/mailboxes", new { mailboxId = first, name = "Halverwege", ownerEmail = email, kind = "group" })).Expect(200);
        await own.LeavesAsync(accountId, first);

        var again = new { mailboxId = Seals.NewId(), name = "Halverwege", ownerEmail = email, kind = "group" };
        (await desk.PostAsync("/api/desk/mailboxes", again)).Expect(200)["mailboxId"]!.GetValue<string>().ShouldBe(first);

        (await colleague.PostAsync($"/api/mailboxes/{first}/open")).Expect(200);
        (await desk.PostAsync("/api/desk/mailboxes", again)).Expect(409, "mailbox-name-taken");
    }

    [Fact]
    public async Task Names_that_read_the_same_are_one_name_also_when_two_give_it_at_once()
    {
        var desk = await own.LogInAsync();
        var (_, _, email) = await own.ColleagueAsync(Role.Staff);
        object Wanted(string name, string? id = null) => new { mailboxId = id ?? Seals.NewId(), name, ownerEmail = email, kind = "group" };
        var mailboxId = Seals.NewId();
        (await desk.PostAsync("/api/desk/mailboxes", Wanted("Cliënten", mailboxId))).Expect(200);

        (await desk.PostAsync("/api/desk/mailboxes", Wanted("CLIENTEN"))).Expect(409, "mailbox-name-taken");
        (await desk.PostAsync("/api/desk/mailboxes", Wanted("Iets anders", mailboxId))).Expect(409, "id-taken");
        (await desk.PostAsync("/api/desk/mailboxes", Wanted(" "))).Expect(400, "bad-input");
        (await desk.PostAsync("/api/desk/mailboxes", Wanted(new string('n', 61)))).Expect(400, "bad-input");
        (await desk.PostAsync("/api/desk/mailboxes", new { mailboxId = Seals.NewId(), name = "Niemand", ownerEmail = TestWorld.NewEmail(), kind = "group" }))
            .Expect(404, "no-such-colleague");

        var (_, _, other) = await own.ColleagueAsync(Role.Staff);
        var both = await Task.WhenAll(
            desk.PostAsync("/api/desk/mailboxes", Wanted("Tegelijk")),
            desk.PostAsync("/api/desk/mailboxes", new { mailboxId = Seals.NewId(), name = "tegelijk", ownerEmail = other, kind = "group" }));
        both.Select(answer => (int)answer.Status).Order().ShouldBe([200, 409]);
        (await ListedAsync(desk)).Count(one => string.Equals(one.Name, "tegelijk", StringComparison.OrdinalIgnoreCase)).ShouldBe(1);
    }

    [Fact]
    public async Task A_mailbox_is_renamed_while_it_is_listed_and_leaves_its_name_to_others()
    {
        var desk = await own.LogInAsync();
        var (colleague, _, email) = await own.ColleagueAsync(Role.Staff);
        var mailboxId = Seals.NewId();
        (await desk.PostAsync("/api/desk/mailboxes", new { mailboxId, name = "Oud", ownerEmail = email, kind = "group" })).Expect(200);
        (await desk.PostAsync($"/api/mailboxes/{mailboxId}/name", new { name = "info" })).Expect(409, "mailbox-name-taken");

        var renaming = desk.PostAsync($"/api/mailboxes/{mailboxId}/name", new { name = "Nieuw" });
        do
        {
            (await ListedAsync(desk)).Where(one => one.MailboxId == mailboxId).ShouldHaveSingleItem().Name.ShouldBeOneOf("Oud", "Nieuw");
            (await NamesAsync(colleague)).ShouldHaveSingleItem().ShouldBeOneOf("Oud", "Nieuw");
        }
        while (!renaming.IsCompleted);
        (await renaming).Expect(200)["name"]!.GetValue<string>().ShouldBe("Nieuw");

        own.Time.Advance(TimeSpan.FromMinutes(1));
        (await NamesAsync(colleague)).ShouldBe(["Nieuw"]);
        await own.IsWrittenDownAsync("mailboxes/names", MailboxEvents.MailboxRenamed, await desk.AccountIdAsync(), mailboxId, 1);
        (await desk.PostAsync($"/api/mailboxes/{mailboxId}/name", new { name = "NIEUW" })).Expect(200);
        (await desk.PostAsync("/api/desk/mailboxes", new { mailboxId = Seals.NewId(), name = "oud", ownerEmail = email, kind = "group" })).Expect(200);
        (await desk.PostAsync($"/api/mailboxes/{mailboxId}/name", new { name = "Oud" })).Expect(409, "mailbox-name-taken");
        (await desk.PostAsync($"/api/mailboxes/{Seals.NewId()}/name", new { name = "Nergens" })).Expect(404, "not-found");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ApiClient browser) =>
        [.. (await browser.GetAsync("/api/session")).Expect(200)["mailboxes"]!.AsArray().Select(one => one!["name"]!.GetValue<string>())];

    private static async Task<IReadOnlyList<(string MailboxId, string Name)>> ListedAsync(ApiClient desk) =>
        [.. (await desk.GetAsync("/api/desk/mailboxes")).Expect(200)["mailboxes"]!.AsArray().Select(one => (one!["mailboxId"]!.GetValue<string>(), one["name"]!.GetValue<string>()))];
}
