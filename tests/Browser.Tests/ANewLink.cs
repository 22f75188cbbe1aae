using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Somebody whose link was shut after too many wrong codes gets in again, with the help of staff.</summary>
public sealed class ANewLink(Site site) : BrowserTest(site)
{
    private const string Text = "Uw uitslag is goed.";

    [Fact]
    public async Task Staff_send_one_and_whoever_was_shut_out_reads_on()
    {
        var words = Words.En;
        var (email, subject) = (People.NewEmail("piet"), People.NewSubject("Uitslag"));
        var staff = await Site.StaffWindowAsync(words, 1280);
        await staff.WriteToAsync(words, email, null);
        await staff.FillAsync(words, subject, Text);
        var notice = await Site.NextMessageAsync(email, () => staff.SendAsync(words, Text));
        await StaffSeeItShutAsync(staff);
        await staff.ReloadAsync();
        var renew = staff.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(words.NewLinkFor, RegexOptions.None, TimeSpan.FromSeconds(1)) });
        await renew.WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, link switched off");
        await staff.UnrouteAllAsync();
        await renew.ClickAsync();
        await staff.Button(words.SendNewLink).WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, sending a new link");
        var another = await Site.NextMessageAsync(email, () => staff.Button(words.SendNewLink).ClickAsync());
        await staff.GetByText(words.NewLinkSent).WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, new link sent");

        var person = await Site.OpenWindowAsync("en", 1280);
        await person.OpenAsync(notice);
        await person.Title("You were sent a new link").WaitForAsync();
        await person.IsAccessibleAsync("open, former link");
        var again = await Site.NextMessageAsync(email, () => person.Button("Send the new link once more").ClickAsync());
        await person.Title("The mail is on its way").WaitForAsync();
        await person.IsAccessibleAsync("open, the newer link sent again");
        Mails.LinkIn(again).ShouldBe(Mails.LinkIn(another));
        await person.UnlockAsync(words, another);
        await person.MessageText(Text).WaitForAsync();
    }

    /// <summary>It takes four days of wrong codes to bring this about; what staff see does not depend on how it came.</summary>
    private static async Task StaffSeeItShutAsync(IPage staff)
    {
        const string Usual = "\"disabled\":false";
        await staff.RouteAsync("**/participants/*/open", async route =>
        {
            var opened = await route.FetchAsync();
            var text = await opened.TextAsync();
            text.ShouldContain(Usual);
            await route.FulfillAsync(new() { Response = opened, Body = text.Replace(Usual, "\"disabled\":true", StringComparison.Ordinal) });
        });
    }
}
