using System.Diagnostics;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>
/// The office asks a client for a copy of an identity document (X30). The client photographs two sides, turns and moves
/// them, covers what nobody needs, and sends them as one document; the office returns it, and accepts another one. Then
/// something to read, which the client confirms. Each screen is looked at on the way.
/// </summary>
public sealed class AskedDocuments(Site site) : BrowserTest(site)
{
    private const string Sale = "Koop Kerkstraat 1, Utrecht";

    /// <summary>Of which nobody else reads the document.</summary>
    private const string Will = "Testament";

    private const string Client = "Karin Smit";

    private static readonly Words Words = Words.Nl;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_photographed_covered_sent_returned_and_accepted_and_a_letter_is_read()
    {
        var title = People.NewSubject("Kopie paspoort");
        var staff = await Site.StaffWindowAsync(Words);
        await OpenDossierAsync(staff);
        await AskAsync(staff, title);

        var client = await Site.ClientWindowAsync(Words, Site.Client);
        await client.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await client.GetByRole(AriaRole.Link, new() { Name = $"Aanleveren {title}" }).ClickAsync();
        await client.Title(title).WaitForAsync();
        await client.IsAccessibleAsync("portal, a document is asked");
        await PhotographAsync(client);
        await CoverAsync(client);
        await ReloadAsync(client, title);
        await SendAsync(client);
        await LookIntoDocumentAsync(client, title);

        await ReturnAsync(staff, title);
        await client.ReloadAsync();
        await client.GetByRole(AriaRole.Link, new() { Name = $"Aanleveren {title}" }).ClickAsync();
        await client.Title(title).WaitForAsync();
        await client.GetByText("Niet goedgekeurd: De achterkant is onscherp.").First.WaitForAsync();
        await client.IsAccessibleAsync("portal, a document was returned");
        var chooser = await client.RunAndWaitForFileChooserAsync(() => client.Button("Bestand kiezen").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "kopie.txt", MimeType = "text/plain", Buffer = "Kopie"u8.ToArray() });
        await SendAsync(client);
        await AcceptAsync(staff, title);
        await client.ReloadAsync();
        await client.GetByText("Goedgekeurd.").WaitForAsync();
        await client.IsAccessibleAsync("portal, a document was accepted");
        await LetReadAsync(staff);
        await ReadAsync(client);
    }

    private async Task OpenDossierAsync(IPage staff, string name = Sale, string? number = null)
    {
        await staff.GotoAsync(Site.At("/dossiers/"));
        await staff.GetByRole(AriaRole.Link).Filter(new() { HasText = number ?? name }).ClickAsync();
        await staff.Title(name).WaitForAsync();
    }

    private static async Task AskAsync(IPage staff, string title)
    {
        await staff.GetByRole(AriaRole.Link, new() { Name = "Document vragen" }).ClickAsync();
        await staff.Field("Welk document").FillAsync(title);
        await staff.GetByLabel("Het is een kopie van een identiteitsbewijs").CheckAsync();
        await staff.Field("Waarvoor de kopie is").FillAsync("koop Kerkstraat 1");
        await staff.Field("Waarom u dit vraagt").FillAsync("Voor de akte moeten wij weten wie u bent.");
        await staff.GetByLabel(Client).CheckAsync();
        await staff.IsAccessibleAsync("office, asking for a document");
        await staff.Button("Document vragen").ClickAsync();
        await staff.GetByText("Gestuurd aan 1 cliënt.").WaitForAsync();
    }

    /// <summary>Two sides in the wrong order, of which one lies on its side; one too many, which is taken away and put back.</summary>
    private static async Task PhotographAsync(IPage page)
    {
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Maak eerst een foto of kies een bestand.").WaitForAsync();
        await TakeAsync(page, "Foto maken", await PictureAsync(page, 900, 600), await PictureAsync(page, 600, 900));
        await page.GetByText("Pagina 2 van 2").WaitForAsync();
        await page.TabToAsync(page.Button("Draai: pagina 2"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Button("Draai: pagina 2"));
        await page.Button("Naar voren: pagina 2").PressAsync("Enter");
        await page.TabToAsync(page.Button("Haal weg: pagina 2"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Pagina 2 is weggehaald.").WaitForAsync();
        await page.HasFocusAsync(page.Button("Zet terug"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Pagina 2 van 2").WaitForAsync();
        await TakeAsync(page, "Opnieuw maken: pagina 1", await PictureAsync(page, 900, 600));
        await page.IsAccessibleAsync("portal, photographs");
    }

    /// <summary>One with the pointer, one with the keyboard.</summary>
    private static async Task CoverAsync(IPage page)
    {
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Bedek eerst op elke foto het nummer en de pasfoto.").WaitForAsync();
        await page.Button("Bedek nummer en pasfoto: pagina 1").ClickAsync();
        var picture = (await page.Locator(".cover-picture").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(picture.X + (picture.Width * 0.1f), picture.Y + (picture.Height * 0.1f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(picture.X + (picture.Width * 0.5f), picture.Y + (picture.Height * 0.5f));
        await page.Mouse.UpAsync();
        await page.IsAccessibleAsync("portal, covering");
        await page.Button("Klaar").ClickAsync();
        await page.GetByText("Kruis eerst aan dat nummer en pasfoto bedekt zijn.").WaitForAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Button("Klaar").ClickAsync();
        await page.GetByText("Nummer en pasfoto zijn bedekt", new() { Exact = true }).First.WaitForAsync();

        await page.Button("Bedek nummer en pasfoto: pagina 2").ClickAsync();
        await page.Button("Vlak toevoegen").PressAsync("Enter");
        for (var i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("ArrowUp");
            await page.Keyboard.PressAsync("Shift+ArrowDown");
        }

        await page.GetByLabel("Nummer en pasfoto zijn bedekt").CheckAsync();
        await page.Button("Klaar").ClickAsync();
        await page.GetByText("Nog niet bedekt").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>What was photographed and covered is there again; a picture that is chosen is covered too, any other file goes as it is.</summary>
    private static async Task ReloadAsync(IPage page, string title)
    {
        await page.GetByText("De foto's blijven verzegeld op dit apparaat").WaitForAsync();
        await page.ReloadAsync();
        await page.Title(title).WaitForAsync();
        await page.GetByText("De foto's die u eerder maakte, staan er nog.").WaitForAsync();
        await page.GetByText("Pagina 2 van 2").WaitForAsync();
        (await page.GetByText("Nummer en pasfoto zijn bedekt", new() { Exact = true }).CountAsync()).ShouldBe(2);

        await TakeAsync(page, "Bestand kiezen", await PictureAsync(page, 300, 200), new FilePayload { Name = "kopie.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByText("Uw afbeelding staat bij de foto's.").WaitForAsync();
        await page.GetByText("Dit bestand gaat zoals het is").WaitForAsync();
        await page.IsAccessibleAsync("portal, a picture and a file were chosen");
        await page.Button("Haal weg: pagina 3").ClickAsync();
        await page.Button("Verwijder kopie.pdf").ClickAsync();
        await page.GetByText("Dit bestand gaat zoals het is").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByText("De foto's blijven verzegeld op dit apparaat").WaitForAsync();
    }

    private static async Task SendAsync(IPage page)
    {
        await page.Button(Words.Send).ClickAsync();
        await page.GetByText("Wij bekijken het en laten het u weten.").WaitForAsync();
        await page.IsAccessibleAsync("portal, a document was sent");
    }

    /// <summary>One tagged document with a page for each photograph, in which what was covered is black.</summary>
    private async Task LookIntoDocumentAsync(IPage page, string title)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar Door mij aangeleverd" }).ClickAsync();
        var saved = await page.RunAndWaitForDownloadAsync(() => page.Attachment($"{title}.pdf").First.ClickAsync());
        var path = await saved.PathAsync();
        var facts = await AskAsync(DebianPackage.Find("poppler-utils", "/usr/bin/pdfinfo"), [path]);
        facts.ShouldContain("Tagged:          yes");
        facts.ShouldContain("Pages:           2");
        facts.ShouldContain($"Title:           {title}");
        (await AskAsync(DebianPackage.Find("poppler-utils", "/usr/bin/pdfinfo"), ["-struct-text", path])).Split("Figure").Length.ShouldBe(3);

        var folder = Directory.CreateTempSubdirectory("zegel-");
        try
        {
            await AskAsync(DebianPackage.Find("poppler-utils", "/usr/bin/pdfimages"), ["-all", path, Path.Combine(folder.FullName, "p")]);
            var first = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "p-000.jpg"), Cancel);
            (await ColourAsync(first, 0.3, 0.3)).ShouldBeLessThan(30);
            (await ColourAsync(first, 0.9, 0.9)).ShouldBeGreaterThan(100);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task ReturnAsync(IPage staff, string title)
    {
        await OpenDossierAsync(staff);
        await staff.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await staff.Title(title).WaitForAsync();
        await staff.IsAccessibleAsync("office, judging a document");
        await staff.Button("Terugsturen").ClickAsync();
        var dialog = staff.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Waarom het niet goed is").FillAsync("De achterkant is onscherp.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Terugsturen" }).ClickAsync();
        await staff.GetByText("kan het opnieuw aanleveren.").WaitForAsync();
    }

    private async Task AcceptAsync(IPage staff, string title)
    {
        await OpenDossierAsync(staff);
        await staff.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await staff.Button("Goedkeuren").ClickAsync();
        await staff.GetByText("Het document is goedgekeurd.").WaitForAsync();
    }

    /// <summary>Something that was published for this client.</summary>
    private async Task LetReadAsync(IPage staff)
    {
        await OpenDossierAsync(staff, Will, "2026-0021");
        await staff.GetByRole(AriaRole.Link, new() { Name = "Laten lezen" }).ClickAsync();
        await staff.Title("Laten lezen").WaitForAsync();
        await staff.GetByLabel(Client).CheckAsync();
        var offered = staff.Field("Welk document").Locator("option").Filter(new() { HasText = "Concept van uw testament" });
        await offered.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await staff.Field("Welk document").SelectOptionAsync((await offered.First.GetAttributeAsync("value"))!);
        await staff.IsAccessibleAsync("office, something to be read");
        await staff.Button("Laten lezen").ClickAsync();
        await staff.GetByText("Gestuurd aan 1 cliënt.").WaitForAsync();
    }

    /// <summary>It is confirmed by whoever opened it, and said so.</summary>
    private static async Task ReadAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Acties" }).ClickAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Lezen en bevestigen" }).ClickAsync();
        await page.Button("Bevestig").ClickAsync();
        await page.GetByText("Open eerst het document").First.WaitForAsync();
        var read = page.GetByLabel("Ik heb helemaal gelezen: Concept testament.pdf");
        await Assertions.Expect(read).ToBeDisabledAsync();
        // What this browser cannot show was not opened by looking.
        await page.Button("Bekijk Concept testament.pdf").ClickAsync();
        await page.GetByText("Uw browser kan een PDF hier niet laten zien.").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(read).ToBeDisabledAsync();
        await page.DownloadAsync("Concept testament.pdf");
        await page.GetByText(Words.Downloaded).First.WaitForAsync();
        await page.Button("Bevestig").ClickAsync();
        await page.GetByText("Kruis aan dat u het document helemaal gelezen heeft.").WaitForAsync();
        await page.IsAccessibleAsync("portal, something to read");
        await read.CheckAsync();
        await page.Button("Bevestig").ClickAsync();
        await page.GetByText("Gelezen en bevestigd door").WaitForAsync();
        await page.IsAccessibleAsync("portal, something was read");
    }

    private static async Task TakeAsync(IPage page, string press, params FilePayload[] pictures)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button(press).ClickAsync());
        await chooser.SetFilesAsync(pictures);
    }

    /// <summary>A light JPEG of this size.</summary>
    private static async Task<FilePayload> PictureAsync(IPage page, int width, int height)
    {
        var picture = await page.EvaluateAsync<string>(
            """
            ([width, height]) => {
              const canvas = Object.assign(document.createElement("canvas"), { width, height });
              const pen = canvas.getContext("2d");
              pen.fillStyle = "#dde";
              pen.fillRect(0, 0, width, height);
              return canvas.toDataURL("image/jpeg").split(",")[1];
            }
            """,
            new[] { width, height });
        return new() { Name = $"foto-{width}.jpg", MimeType = "image/jpeg", Buffer = Convert.FromBase64String(picture) };
    }

    /// <summary>How light a picture is at a place, from 0 to 255.</summary>
    private async Task<int> ColourAsync(byte[] picture, double x, double y)
    {
        var page = await Site.OpenWindowAsync();
        return await page.EvaluateAsync<int>(
            """
            async ([base64, x, y]) => {
              const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob());
              const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
              const pen = canvas.getContext("2d");
              pen.drawImage(bitmap, 0, 0);
              return pen.getImageData(Math.round(bitmap.width * x), Math.round(bitmap.height * y), 1, 1).data[0];
            }
            """,
            new object[] { Convert.ToBase64String(picture), x, y });
    }

    private static async Task<string> AskAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var words = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, words);
        return words;
    }
}
