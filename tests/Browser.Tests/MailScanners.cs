using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>
/// Mail scanners follow links, run scripts, press buttons and send forms. They open nothing, use no code up, make no
/// receipt and cost one SMS at most; then comes the person.
/// </summary>
public sealed class MailScanners(Site site) : BrowserTest(site)
{
    // The one code a scanner asked for makes the person wait for the next one.
    private const float WaitForNextCode = 40_000;

    [Fact]
    public async Task A_starters_mail_still_opens()
    {
        var person = await Site.OpenWindowAsync();
        var mail = await Site.StartAsync(person, Words.Nl, People.NewEmail("karin"));

        await ScanAsync(mail);

        await person.UnlockAsync(Words.Nl, mail);
    }

    [Fact]
    public async Task A_notice_with_a_code_still_opens_and_was_not_read()
    {
        var subject = People.NewSubject("Uitslag");
        var (staff, mail) = await NoticeAsync(subject, People.NewEmail("els"), null);

        await ScanAsync(mail);

        await ShowsNoReceiptAsync(staff, subject);
        var person = await Site.OpenWindowAsync();
        await person.UnlockAsync(Words.Nl, mail);
        await person.MessageText("Uw uitslag is goed.").WaitForAsync();
    }

    [Fact]
    public async Task A_notice_without_a_code_costs_one_SMS_and_was_not_read()
    {
        var (subject, phone) = (People.NewSubject("Uitslag"), People.NewPhone());
        var (staff, mail) = await NoticeAsync(subject, People.NewEmail("piet"), phone);

        await ScanAsync(mail);

        Site.Cloud.Inbox.To(phone).Count.ShouldBeLessThanOrEqualTo(1);
        await ShowsNoReceiptAsync(staff, subject);
        var person = await Site.OpenWindowAsync();
        person.SetDefaultTimeout(WaitForNextCode);
        await Site.UnlockBySmsAsync(person, Words.Nl, mail, phone);
        await person.MessageText("Uw uitslag is goed.").WaitForAsync();
    }

    [Fact]
    public async Task An_invitation_can_still_be_accepted()
    {
        await using var fresh = await Site.AnotherAsync(demo: false);
        var mail = await fresh.Cloud.Inbox.WaitForAsync(
            message => message.To == DemoOrganisation.Email, TestContext.Current.CancellationToken);

        await ScanAsync(mail);

        var person = await fresh.OpenWindowAsync();
        await fresh.AcceptInvitationAsync(person, Words.Nl, mail, People.NewPhone());
    }

    private async Task<(IPage Staff, InboxMessage Mail)> NoticeAsync(string subject, string email, string? phone)
    {
        var staff = await Site.StaffWindowAsync(Words.Nl);
        await staff.WriteToAsync(Words.Nl, email, phone);
        await staff.FillAsync(Words.Nl, subject, "Uw uitslag is goed.");
        return (staff, await Site.NextMessageAsync(email, () => staff.SendAsync(Words.Nl, "Uw uitslag is goed.")));
    }

    private static async Task ShowsNoReceiptAsync(IPage staff, string subject)
    {
        await staff.ReloadAsync();
        await staff.GetByRole(AriaRole.Heading, new() { Level = 1, Name = subject }).WaitForAsync();
        await staff.GetByText(Words.Nl.NotRead).First.WaitForAsync();
        // As far as a machine gets (X10).
        await staff.Locator(".receipts > summary").ClickAsync();
        await staff.Locator(".receipt-person.is-visited").WaitForAsync();
    }

    /// <summary>HEAD, GET, and a browser that opens the link, waits, and presses and sends everything.</summary>
    private async Task ScanAsync(InboxMessage mail)
    {
        var link = Mails.LinkIn(mail);
        using var http = new HttpClient();
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, link);
            (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }

        var scanner = await Site.OpenWindowAsync();
        await scanner.GotoAsync(link, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var pressed = new HashSet<string>(StringComparer.Ordinal);
        while (await NextButtonAsync(scanner, pressed) is { } button)
        {
            await button.ClickAsync();
            await IsDoneAsync(scanner);
            await scanner.EvaluateAsync(
                """
                () => {
                  document.querySelectorAll("main button").forEach((button) => button.click());
                  document.querySelectorAll("form").forEach((form) => form.requestSubmit());
                }
                """);
            await IsDoneAsync(scanner);
        }

        pressed.ShouldNotBeEmpty();
        (await scanner.Locator(".message-body").CountAsync()).ShouldBe(0);
        (await scanner.Button(Words.Nl.Reply).CountAsync()).ShouldBe(0);
        await scanner.Context.CloseAsync();
    }

    /// <summary>Nothing that was pressed is still under way.</summary>
    private static Task IsDoneAsync(IPage page) =>
        page.Locator("[aria-busy=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });

    private static async Task<ILocator?> NextButtonAsync(IPage page, HashSet<string> pressed)
    {
        var visible = page.Locator("main button:visible:enabled");
        var names = await visible.AllInnerTextsAsync();
        return names.FirstOrDefault(pressed.Add) is { } name ? visible.Filter(new() { HasText = name.Trim() }).First : null;
    }
}
