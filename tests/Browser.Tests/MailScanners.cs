using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>
/// Mail scanners follow links, run scripts and press buttons. They open nothing, use no code up and make no receipt.
/// </summary>
public sealed class MailScanners(Site site)
{
    [Fact]
    public async Task A_scanner_in_the_starters_mail_leaves_the_code_to_the_person()
    {
        var person = await site.OpenWindowAsync();
        var mail = await site.StartAsync(person, Words.Nl, Site.NewEmail("karin"));

        await ScanAsync(mail);

        await person.UnlockAsync(Words.Nl, mail);
    }

    [Fact]
    public async Task A_scanner_in_a_notice_reads_nothing_and_costs_one_sms_at_most()
    {
        var (email, phone) = (Site.NewEmail("piet"), "0687654321");
        var staff = await site.StaffWindowAsync(Words.Nl);
        await staff.Button(Words.Nl.NewConversation).First.ClickAsync();
        await staff.Field(Words.Nl.Recipient).FillAsync(email);
        await staff.Field(Words.Nl.SmsCode).CheckAsync();
        await staff.Field(Words.Nl.MobileNumber).FillAsync(phone);
        await staff.FillAsync(Words.Nl, "Uitslag", "Uw uitslag is goed.");
        var notice = await site.NextMessageAsync(email, () => staff.Button(Words.Nl.Send).ClickAsync());
        await staff.MessageText("Uw uitslag is goed.").WaitForAsync();

        await ScanAsync(notice);

        site.Cloud.Inbox.To("+31687654321").Count.ShouldBeLessThanOrEqualTo(1);
        await staff.ReloadAsync();
        await staff.GetByText("Uitslag").First.ClickAsync();
        await staff.GetByText("Nog niet gelezen").First.WaitForAsync();
    }

    /// <summary>HEAD, GET, and a browser that opens the link, waits, and presses every button without typing.</summary>
    private async Task ScanAsync(InboxMessage mail)
    {
        var link = Site.LinkIn(mail);
        using (var http = new HttpClient())
        {
            foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get })
            {
                using var request = new HttpRequestMessage(method, link);
                (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            }
        }

        var scanner = await site.OpenWindowAsync();
        await scanner.GotoAsync(link, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        var pressed = new HashSet<string>(StringComparer.Ordinal);
        while ((await scanner.Locator("main button:visible:enabled").AllInnerTextsAsync()).FirstOrDefault(pressed.Add) is { } name)
        {
            await scanner.Locator("main button:visible", new() { HasText = name.Trim() }).First.ClickAsync();
            await scanner.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await scanner.EvaluateAsync("() => document.querySelectorAll('form').forEach((form) => form.requestSubmit())");
            await scanner.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        pressed.ShouldNotBeEmpty();

        (await scanner.Locator(".message-body").CountAsync()).ShouldBe(0);
        (await scanner.Button(Words.Nl.Reply).CountAsync()).ShouldBe(0);
        (await scanner.Context.CookiesAsync()).ShouldAllBe(cookie => cookie.Name == "__Host-visitor");
    }
}
