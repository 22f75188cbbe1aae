using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Looking at a file before it is saved: what it is, its bytes say, and nothing in it gets to work.</summary>
public sealed class Previews(Site site) : BrowserTest(site)
{
    private const string Text = "Zie bijlagen.";

    // One red pixel.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    private const string Html = "<!doctype html><script>parent.reached = true; alert(1)</script>";
    private const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='parent.reached = true'/>";

    [Fact]
    public async Task A_picture_and_a_text_are_shown()
    {
        var words = Words.En;
        var page = await WithFilesAsync(
            Site,
            words,
            1280,
            File("foto.png", "image/png", Png),
            File("brief.txt", "text/plain", "Beste Karin,\n\n<b>Tot dinsdag</b> in café ’t Hoekje."u8.ToArray()));

        await ViewAsync(page, words, "foto.png");
        var picture = page.GetByRole(AriaRole.Img, new() { Name = "foto.png" });
        await picture.WaitForAsync();
        (await picture.EvaluateAsync<int>("async (picture) => { await picture.decode(); return picture.naturalWidth; }")).ShouldBe(1);
        await page.IsAccessibleAsync("preview, picture");
        await CloseAsync(page, words, "foto.png");

        await ViewAsync(page, words, "brief.txt");
        await page.GetByText("<b>Tot dinsdag</b> in café ’t Hoekje.").WaitForAsync();
        await page.IsAccessibleAsync("preview, text");
        await CloseAsync(page, words, "brief.txt");
    }

    [Fact]
    public async Task A_PDF_is_shown_by_the_browsers_own_viewer()
    {
        var words = Words.Nl;
        await using var whole = await Site.AnotherAsync(wholeChromium: true);
        var page = await WithFilesAsync(whole, words, 360, File("uitslag.pdf", "application/pdf", Pdf("Uw uitslag is goed")));
        await ViewAsync(page, words, "uitslag.pdf");
        await page.Locator("iframe.preview-page").WaitForAsync();
        await IsShownByTheViewerAsync(page);
        await page.IsAccessibleAsync("preview, PDF");
        await page.Button(words.Close).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task What_could_do_something_is_never_shown_whatever_it_is_called()
    {
        var page = await WithFilesAsync(
            Site,
            Words.Nl,
            1280,
            File("foto.png", "image/png", Encoding.UTF8.GetBytes(Html)),
            File("tekening.png", "image/png", Encoding.UTF8.GetBytes(Svg)),
            File("brief.txt", "text/plain", Encoding.UTF8.GetBytes("\n " + Html)),
            File("uitslag.pdf", "application/pdf", Encoding.UTF8.GetBytes(Html)),
            File("kapot.png", "image/png", Png[..20]),
            File("pagina.html", "text/html", Encoding.UTF8.GetBytes(Html)),
            File("tekening.svg", "image/svg+xml", Encoding.UTF8.GetBytes(Svg)));
        (await page.Button("Bekijk pagina.html").CountAsync()).ShouldBe(0);
        (await page.Button("Bekijk tekening.svg").CountAsync()).ShouldBe(0);

        foreach (var name in new[] { "foto.png", "tekening.png", "brief.txt", "uitslag.pdf", "kapot.png" })
        {
            await ViewAsync(page, Words.Nl, name);
            await page.Alert("niet veilig laten zien").WaitForAsync();
            (await page.Locator("dialog :is(img, iframe, pre)").CountAsync()).ShouldBe(0, name);
            await page.ShowAsync("preview, refused");
            await CloseAsync(page, Words.Nl, name);
        }

        (await page.EvaluateAsync<bool>("() => 'reached' in window")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_picture_is_not_shown_and_its_sender_is_told()
    {
        var subject = People.NewSubject("Foto");
        var (sender, mail) = await Site.VisitorAsync(Words.Nl);
        await sender.WriteAsync(Words.Nl, subject, Text, File("foto.png", "image/png", Png));
        await Site.NextMessageAsync(mail.To, () => sender.SendAsync(Words.Nl, Text));
        var blob = await StoredFile.FindAsync(Site.Cloud.Azurite, Mails.ParticipantIn(mail)[..32]);
        var stored = await blob.ReadAsync();
        stored[^1] ^= 1;
        await blob.ReplaceAsync(stored);

        var staff = await Site.StaffWindowAsync(Words.Nl);
        await staff.ReadAsync(subject, Text);
        await Site.NextMessageAsync(mail.To, () => ViewAsync(staff, Words.Nl, "foto.png"));
        await staff.Alert("beschadigd en wordt niet getoond").WaitForAsync();
        (await staff.Locator("dialog img").CountAsync()).ShouldBe(0);
    }

    /// <summary>The browser's own viewer, in a process of its own, took the file.</summary>
    private static async Task IsShownByTheViewerAsync(IPage page)
    {
        (await page.Locator("iframe.preview-page").GetAttributeAsync("src"))!.ShouldStartWith("blob:");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!page.Frames.Any(frame => frame.Url.StartsWith("chrome-extension:", StringComparison.Ordinal)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }
    }

    private static async Task ViewAsync(IPage page, Words words, string name)
    {
        await page.Button($"{words.View} {name}").ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = name }).WaitForAsync();
    }

    private static async Task CloseAsync(IPage page, Words words, string name)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(page.Button($"{words.View} {name}")).ToBeFocusedAsync();
    }

    private static async Task<IPage> WithFilesAsync(Site site, Words words, int width, params FilePayload[] files)
    {
        var (page, _) = await site.VisitorAsync(words, width);
        await page.WriteAsync(words, "Bijlagen", Text, files);
        await page.SendAsync(words, Text);
        return page;
    }

    private static FilePayload File(string name, string type, byte[] bytes) => new() { Name = name, MimeType = type, Buffer = bytes };

    /// <summary>A page with one line.</summary>
    private static byte[] Pdf(string line)
    {
        var content = $"BT /F1 24 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (one, number) in objects.Select((one, at) => (one, at + 1)))
        {
            places.Add(pdf.Length);
            pdf.Append(null, $"{number} 0 obj\n{one}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(null, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => pdf.Append(null, $"{place:D10} 00000 n \n"));
        pdf.Append(null, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
