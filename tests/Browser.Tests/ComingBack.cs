using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>
/// Somebody comes back: what else waits opens without another code, their own phone is remembered until they end it, and
/// a link that was replaced says so (D15-D21).
/// </summary>
public sealed class ComingBack(Site site) : BrowserTest(site)
{
    private const string First = "Uw uitslag is goed.";
    private const string Second = "Uw afspraak is verzet.";

    [Fact]
    public async Task One_code_opens_what_waits_and_a_remembered_phone_needs_none_until_the_mail_ends_it()
    {
        var words = Words.Nl;
        var (email, phone) = (People.NewEmail("piet"), People.NewPhone());
        var staff = await Site.StaffWindowAsync(words, 1280);
        var (first, _) = (await WriteAsync(staff, email, phone, First), await WriteAsync(staff, email, phone, Second));
        var person = await Site.OpenWindowAsync("nl", 360);
        await person.OpenAsync(first);
        var sms = await Site.NextMessageAsync(phone, () => person.Button(words.GetCode).ClickAsync());
        await person.Field(words.Code).FillAsync(Mails.CodeIn(sms));
        await person.Field("Dit apparaat 30 dagen onthouden").CheckAsync();
        await person.IsAccessibleAsync("open, a device to remember");
        var told = await Site.NextMessageAsync(email, () => person.Button(words.Unlock).ClickAsync());
        told.Subject!.ShouldContain("een apparaat wordt onthouden");
        await person.MessageText(First).WaitForAsync();
        var more = person.GetByRole(AriaRole.Region, new() { Name = "Er wacht nog meer op u" });
        await more.WaitForAsync();
        await person.IsAccessibleAsync("open, more is waiting");

        await more.GetByRole(AriaRole.Button).ClickAsync();

        await person.MessageText(Second).WaitForAsync();
        await person.GoBackAsync();
        await person.MessageText(First).WaitForAsync();
        (await more.CountAsync()).ShouldBe(0);
        // As after a night: what was unlocked has ended.
        await person.Context.ClearCookiesAsync(new() { Name = "__Host-visitor" });
        await person.OpenAsync(first);
        await person.MessageText(First).WaitForAsync();
        Site.Cloud.Inbox.To(phone).Count.ShouldBe(1);
        await ItIsEndedFromTheMailAsync(told);
        await person.OpenAsync(first);
        await person.Button(words.GetCode).WaitForAsync();
    }

    [Fact]
    public async Task Where_nothing_is_left_to_read_the_page_says_why_and_what_helps()
    {
        var words = Words.Nl;
        var staff = await Site.StaffWindowAsync(words, 1280);
        var notice = await WriteAsync(staff, People.NewEmail("piet"), null, First);
        var person = await Site.OpenWindowAsync("nl", 360);
        await EndsAsync(person, notice, "\"expiredAt\":null", "\"expiredAt\":\"2026-03-01T10:00:00+00:00\"");
        await person.Title("Dit bericht is verlopen").WaitForAsync();
        await person.IsAccessibleAsync("open, expired");
        await person.Button("Schrijf de afzender").ClickAsync();
        await person.Field(words.Code).WaitForAsync();
        await EndsAsync(person, notice, "\"revokedAt\":null", "\"revokedAt\":\"2026-03-01T10:00:00+00:00\"");
        await person.Title("De toegang is ingetrokken").WaitForAsync();
        await person.IsAccessibleAsync("open, access withdrawn");
    }

    [Fact]
    public async Task Whoever_logs_in_finds_what_was_written_to_their_address_and_still_gives_the_proof()
    {
        var staff = await Site.StaffWindowAsync(Words.Nl, 1280);
        await WriteAsync(staff, Site.Client.Email, People.NewPhone(), First);
        var client = await Site.ClientWindowAsync(Words.Nl, Site.Client, 360);
        await client.GotoAsync(Site.At("/read/"));
        var row = client.Locator(".own-messages > li").Filter(new() { HasText = "Met een code per sms" }).First;
        await row.WaitForAsync();
        await client.IsAccessibleAsync("read, messages to an account");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await client.Button(Words.Nl.GetCode).WaitForAsync();
    }

    private async Task ItIsEndedFromTheMailAsync(InboxMessage told)
    {
        var page = await Site.OpenWindowAsync("nl", 360);
        await page.OpenAsync(told);
        await page.Title("Een apparaat wordt onthouden").WaitForAsync();
        await page.IsAccessibleAsync("device, remembered");
        await page.Button("Niet meer onthouden").ClickAsync();
        await page.Title("Het apparaat wordt niet meer onthouden").WaitForAsync();
        await page.IsAccessibleAsync("device, ended");
        await page.OpenAsync(told);
        await page.Title("Dit apparaat wordt niet (meer) onthouden").WaitForAsync();
        await page.IsAccessibleAsync("device, gone");
    }

    private async Task<InboxMessage> WriteAsync(IPage staff, string email, string? phone, string text)
    {
        await staff.WriteToAsync(Words.Nl, email, phone);
        await staff.FillAsync(Words.Nl, People.NewSubject("Uitslag"), text);
        return await Site.NextMessageAsync(email, () => staff.SendAsync(Words.Nl, text));
    }

    /// <summary>It takes days, or somebody of the mailbox, to bring this about; what is seen does not depend on how it came.</summary>
    private static async Task EndsAsync(IPage page, InboxMessage notice, string usual, string ended)
    {
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/participants/*/look", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            text.ShouldContain(usual);
            await route.FulfillAsync(new() { Response = answer, Body = text.Replace(usual, ended, StringComparison.Ordinal) });
        });
        await page.OpenAsync(notice);
    }
}
