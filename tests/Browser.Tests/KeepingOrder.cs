using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Staff keep their mailbox in order: put away, take back, let a message expire, remind.</summary>
public sealed class KeepingOrder(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task A_conversation_is_put_away_and_taken_back_its_message_gets_a_day_and_its_reader_is_reminded()
    {
        var (subject, email) = (People.NewSubject("Uitslag"), People.NewEmail("karin"));
        var page = await Site.StaffWindowAsync(Words);
        await page.WriteToAsync(Words, email, null);
        await page.FillAsync(Words, subject, "Alles is goed.");
        await page.GetByLabel("Verloopt op").FillAsync(DayIn(30));
        await page.IsAccessibleAsync("a message with a last day");
        await Site.NextMessageAsync(email, () => page.SendAsync(Words, "Alles is goed."));
        await page.GetByText("Verloopt op").WaitForAsync();

        // Another day, and none that is over.
        await page.Button("Wijzig").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Verloopt op").FillAsync(DayIn(-1));
        await page.Button("Bewaar").ClickAsync();
        await page.GetByText("Kies vandaag of een latere dag").WaitForAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Verloopt op").FillAsync(DayIn(3));
        await page.Button("Bewaar").ClickAsync();
        await page.GetByText("De datum is gewijzigd.").WaitForAsync();

        var reminder = await Site.NextMessageAsync(email, () => page.GetByRole(AriaRole.Button, new() { Name = "Herinner " }).ClickAsync());
        reminder.Subject!.ShouldContain("wacht nog een beveiligd bericht");
        await page.GetByText("krijgt een e-mail dat er nog een bericht wacht").WaitForAsync();
        await page.IsAccessibleAsync("a conversation of which somebody is reminded");

        // Picked and put away by keys, and back.
        await page.Row(subject).FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.GetByText("1 gekozen").WaitForAsync();
        await page.IsAccessibleAsync("a conversation that is picked");
        await page.ShowAsync("picked");
        await page.Keyboard.PressAsync("e");
        await page.GetByText("staat in het archief").WaitForAsync();
        (await page.Row(subject).CountAsync()).ShouldBe(0);
        await page.IsAccessibleAsync("a conversation in the archive");
        await page.Button("Ongedaan maken").ClickAsync();
        await page.Row(subject).WaitForAsync();

        // Deleted, and taken back from its view.
        await page.Row(subject).ClickAsync();
        await page.Button("Verwijderen").ClickAsync();
        await page.GetByText("is verwijderd. U kunt de conversatie 30 dagen terughalen.").WaitForAsync();
        await page.Button("Verwijderd").ClickAsync();
        await page.Row(subject).ClickAsync();
        await page.GetByText("Daarna is die weg voor iedereen.").WaitForAsync();
        await page.IsAccessibleAsync("a deleted conversation");
        await page.Button("Naar Postvak IN").ClickAsync();
        await page.GetByText("staat weer in Postvak IN").WaitForAsync();
        (await page.Row(subject).CountAsync()).ShouldBe(0);
        await page.Button("Postvak IN").ClickAsync();
        await page.Row(subject).WaitForAsync();
    }

    private static string DayIn(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
