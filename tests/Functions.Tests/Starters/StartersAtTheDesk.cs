using Shouldly;
using Xunit;
using Zegel.Functions.Administration;
using Zegel.Functions.Starters;
using Zegel.Functions.Storage;
using Zegel.Functions.Tests.World;

namespace Zegel.Functions.Tests.Starters;

/// <summary>Several starters for a mailbox, made, changed and paused at the service desk (D2, D7).</summary>
public sealed class StartersAtTheDesk(ClockWorld clock) : IClassFixture<ClockWorld>
{
    private readonly OwnWorld own = clock.World;

    [Fact]
    public async Task A_starter_is_made_changed_and_paused_and_keeps_its_name_and_mailbox()
    {
        var desk = await own.LogInAsync();
        var (mailboxId, deskId) = (await desk.MailboxAsync(), await desk.AccountIdAsync());
        var wanted = new { starterId = "recepten", mailboxId, textNl = "Voor\nherhaalrecepten", textEn = "Prescriptions", kinds = (string[]?)["documents", "pictures"] };

        (await desk.PostAsync("/api/desk/starters", wanted)).Expect(200);
        (await desk.PostAsync("/api/desk/starters", wanted)).Expect(200);
        (await desk.PostAsync("/api/desk/starters", wanted with { textNl = "Anders" })).Expect(409, "starter-taken");
        (await desk.PostAsync("/api/desk/starters", wanted with { starterId = "Met hoofdletter" })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/desk/starters", wanted with { starterId = "elders", mailboxId = Seals.NewId() })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/desk/starters", wanted with { starterId = "niets", kinds = [] })).Expect(400, "bad-input");
        (await desk.PostAsync("/api/desk/starters", wanted with { starterId = "lang", textNl = new string('é', 501) })).Expect(400, "bad-input");
        await own.IsWrittenDownAsync("starters/recepten", AdministrationEvents.StarterMade, deskId, mailboxId, 1);
        (await OpenAsync()).ShouldBe(["info", "recepten"], ignoreOrder: true);
        var shown = (await own.NewBrowser().GetAsync("/api/starters/recepten")).Expect(200);
        shown["textNl"]!.GetValue<string>().ShouldBe("Voor\nherhaalrecepten");
        shown["kinds"]!.AsArray().Select(kind => kind!.GetValue<string>()).ShouldBe(["documents", "pictures"]);

        var changed = new { revision = 0, wanted.textNl, wanted.textEn, kinds = (string[]?)null, isPaused = true };
        (await desk.PostAsync("/api/desk/starters/recepten", changed)).Expect(200)["revision"]!.GetValue<int>().ShouldBe(1);
        (await desk.PostAsync("/api/desk/starters/recepten", changed)).Expect(200);
        (await desk.PostAsync("/api/desk/starters/recepten", changed with { textEn = "Later" })).Expect(409, "changed-meanwhile");
        (await desk.PostAsync("/api/desk/starters/nergens", changed)).Expect(404, "not-found");
        await own.IsWrittenDownAsync("starters/recepten", AdministrationEvents.StarterChanged, deskId, mailboxId, 1);

        (await OpenAsync()).ShouldBe(["info"]);
        (await own.NewBrowser().GetAsync("/api/starters/recepten")).Expect(200)["isPaused"]!.GetValue<bool>().ShouldBeTrue();
        (await own.NewBrowser().PostAsync(
            "/api/starters/recepten/conversations", new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" }))
                .Expect(409, "starter-paused");
        (await desk.PostAsync("/api/desk/starters/recepten", changed with { revision = 1, isPaused = false })).Expect(200);
        (await own.NewBrowser().PostAsync(
            "/api/starters/recepten/conversations", new { conversationId = Seals.NewId(), name = "Anna", email = TestWorld.NewEmail(), language = "nl" }))
                .Expect(202);
    }

    [Fact]
    public void What_was_stored_before_starters_were_changed_at_the_desk_asks_for_everything_and_is_not_paused() =>
        Row.Read<Starter>(new("info", "starter") { ["Data"] = $$"""{"starterId":"info","mailboxId":"{{Seals.NewId()}}"}""" }).Value
            .ShouldSatisfyAllConditions(
                starter => starter.Kinds.ShouldBeNull(), starter => starter.IsPaused.ShouldBeFalse(), starter => starter.TextNl.ShouldBeEmpty());

    private async Task<IReadOnlyList<string>> OpenAsync() =>
        [.. (await own.NewBrowser().GetAsync("/api/starters")).Expect(200)["starters"]!.AsArray().Select(one => one!["starterId"]!.GetValue<string>())];
}
