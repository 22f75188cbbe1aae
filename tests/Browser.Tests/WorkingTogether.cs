using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Security;
using Zegel.Functions.Storage;

namespace Zegel.Browser.Tests;

/// <summary>Two people in one mailbox see each other, and do not answer over each other's heads (X4).</summary>
public sealed class WorkingTogether(Site site) : BrowserTest(site)
{
    private const string Colleague = "Wim Waarnemer";
    private const string Reads = "leest dit";
    private const string Writes = "schrijft";

    /// <summary>What a page takes to say and hear it on a machine that is busy; the service's share is held elsewhere.</summary>
    private static readonly LocatorWaitForOptions Soon = new() { Timeout = 10_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reads_and_writes_is_seen_and_the_second_answer_stops_with_a_question()
    {
        var words = Words.Nl;
        var subject = People.NewSubject("Samen");
        var (visitor, _) = await Site.VisitorAsync(words);
        await visitor.WriteAsync(words, subject, "Mag ik morgen komen?");
        await visitor.SendAsync(words, "Mag ik morgen komen?");
        var first = await Site.StaffWindowAsync(words);
        var second = await ColleagueWindowAsync(first, words);
        await first.Row(subject).WaitForAsync();
        await second.Row(subject).WaitForAsync();

        // In the list, without opening it; then above the conversation.
        await first.ReadAsync(subject, "Mag ik morgen komen?");
        await second.Row(subject).GetByText(Reads).WaitForAsync(Soon);
        await second.ShowAsync("a colleague reads, list");
        await second.ReadAsync(subject, "Mag ik morgen komen?");
        await first.Locator(".conversation > header").GetByText($"{Colleague} {Reads}").WaitForAsync(Soon);
        await second.WriteAsync(words, null, "Ja, om tien uur. Neem uw pas mee.");
        await first.Locator(".conversation > header").GetByText($"{Colleague} {Writes}").WaitForAsync(Soon);
        await first.Row(subject).GetByText($"{Colleague} {Writes}").WaitForAsync(Soon);
        await first.IsAccessibleAsync("a colleague writes");

        // Whoever presses Reply writes an answer of their own, and the first one goes.
        await first.WriteAsync(words, null, "Nee, morgen zijn we dicht.");
        (await first.TypedAsync(words.Message)).ShouldNotContain("tien uur");
        await first.SendAsync(words, "Nee, morgen zijn we dicht.");
        await second.Button(words.Send).ClickAsync();
        var asked = second.GetByRole(AriaRole.Dialog, new() { Name = "Er is al geantwoord" });
        await asked.GetByText("Nee, morgen zijn we dicht.").WaitForAsync();
        await asked.GetByText("Ja, om tien uur. Neem uw pas mee.").WaitForAsync();
        await second.IsAccessibleAsync("somebody answered meanwhile");

        // Nothing is lost by a reload; what was shown since is asked no more.
        await second.ReloadAsync();
        await second.Field(words.Message).WaitForAsync();
        (await second.TypedAsync(words.Message)).ShouldContain("Neem uw pas mee.");

        await first.WriteAsync(words, null, "Overmorgen kan wel.");
        await first.SendAsync(words, "Overmorgen kan wel.");
        await second.Button(words.Send).ClickAsync();
        await asked.GetByText("Overmorgen kan wel.").WaitForAsync();
        (await asked.GetByText("morgen zijn we dicht").CountAsync()).ShouldBe(0);
        await second.Keyboard.PressAsync("Escape");
        (await second.TypedAsync(words.Message)).ShouldContain("Neem uw pas mee.");
        await second.Button(words.Send).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Weggooien" }).ClickAsync();
        await second.Field(words.Message).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await second.ShowAsync("an answer thrown away");
        await second.Button("Ongedaan maken").ClickAsync();
        (await second.TypedAsync(words.Message)).ShouldContain("Neem uw pas mee.");
        await second.Button(words.Send).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Toch versturen" }).ClickAsync();
        await second.MessageText("Ja, om tien uur. Neem uw pas mee.").WaitForAsync();

        // Whoever goes is not there any more.
        await second.CloseAsync();
        await first.Locator(".conversation > header").GetByText(Colleague).WaitForAsync(
            new() { State = WaitForSelectorState.Detached, Timeout = 10_000 });
    }

    /// <summary>A window of somebody else of the mailbox that the first one shows.</summary>
    private async Task<IPage> ColleagueWindowAsync(IPage first, Words words)
    {
        var services = Site.Cloud.Services;
        var storage = services.GetRequiredService<StorageClients>();
        var mailboxId = MailboxId.From((await first.Locator("[data-mailbox]").First.GetAttributeAsync("data-mailbox"))!);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var head = new AccountHead
        {
            AccountId = AccountId.From(Tokens.NewId()), Name = Colleague, Email = People.NewEmail("wim"), Language = words.Language,
            Roles = [Role.Staff], State = AccountState.Active, HasSecondFactor = true, HasStrongFactor = true, SawDetails = true,
        };
        await services.GetRequiredService<AccountStore>().InviteAsync(head, [new Membership(mailboxId)], "system", now, Cancel);
        var session = SessionStore.New(head, Strength.Full, FactorMethod.App, "?", null, now);
        await storage.Accounts.TryInsertAsync(head.AccountId, session.RowKey, session.Session, Cancel);
        var page = await Site.OpenWindowAsync(words.Language);
        await page.Context.AddCookiesAsync(
        [
            new()
            {
                Name = "__Host-session", Value = session.Cookie, Domain = "localhost", Path = "/", Secure = true, HttpOnly = true,
                SameSite = SameSiteAttribute.Strict,
            },
        ]);
        await page.GotoAsync(Site.At("/mail/"));
        await page.EnabledButton(words.NewConversation).WaitForAsync();
        return page;
    }
}
