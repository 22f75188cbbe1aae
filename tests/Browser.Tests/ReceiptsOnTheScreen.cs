using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// Staff see who was not reached, and do what the page says; then they see each step of who was (X10, X12, Z42-Z45).
/// </summary>
public sealed class ReceiptsOnTheScreen(Site site) : BrowserTest(site)
{
    private const string Text = "Uw verslag zit hierbij.";

    [Fact]
    public async Task A_bounced_address_is_corrected_and_every_step_of_the_reader_is_seen()
    {
        var words = Words.Nl;
        var (wrong, right, subject) = (People.NewEmail("bounce"), People.NewEmail("piet"), People.NewSubject("Verslag"));
        var staff = await Site.LogInAsync(words, 1280);
        await staff.WriteToAsync(words, wrong, null);
        await staff.FillAsync(words, subject, Text, People.NewFile("verslag.bin", 1000));
        await Site.NextMessageAsync(wrong, () => staff.SendAsync(words, Text));
        await staff.Row(subject).Filter(new() { HasText = "Niet bereikt" }).WaitForAsync();
        await staff.ReloadAsync();
        await staff.GetByText("Volgende stap: adres verbeteren").WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, an address that bounced");

        await staff.Field("Juist e-mailadres").FillAsync(right);
        var notice = await Site.NextMessageAsync(right, () => staff.Button("Adres verbeteren").ClickAsync());
        await staff.GetByText($"krijgt nu een mail op {right}").WaitForAsync();
        (await staff.GetByText("Volgende stap").CountAsync()).ShouldBe(0);

        var reader = await Site.OpenWindowAsync("nl", 360);
        await reader.UnlockAsync(words, notice);
        await reader.MessageText(Text).WaitForAsync();
        await reader.DownloadAsync("verslag.bin");
        await staff.Row(subject).GetByText("Gelezen door 1 van 1").WaitForAsync();
        await staff.ReloadAsync();
        await staff.Locator(".receipts > summary").ClickAsync();
        await staff.GetByText("Geopend, 1 van 1 bestand opgehaald").WaitForAsync();
        foreach (var step in new[] { "Gemeld per mail op", "Link bekeken op", "met de code uit de mail", "verslag.bin opgehaald op" })
        {
            await staff.Locator(".receipt-steps").GetByText(step).First.WaitForAsync();
        }

        await staff.IsAccessibleAsync("mailbox, receipts of a recipient");
    }
}
