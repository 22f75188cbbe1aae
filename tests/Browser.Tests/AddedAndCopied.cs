using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Somebody is added with an answer, is asked about first (X8), sees what follows, and saves a copy that opens without us.</summary>
public sealed class AddedAndCopied(Site site) : BrowserTest(site)
{
    private const string First = "Dit is alleen voor Anna.";
    private const string Second = "Bea leest vanaf hier mee.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_added_sees_from_there_on_and_keeps_a_copy_that_opens_offline()
    {
        var (words, subject) = (Words.Nl, People.NewSubject("Overleg"));
        var (anna, bea) = (People.NewEmail("anna"), People.NewEmail("bea").Replace("eenorganisatie", "eenandere", StringComparison.Ordinal));
        var staff = await Site.StaffWindowAsync(words);
        await staff.WriteToAsync(words, anna, null);
        await staff.FillAsync(words, subject, First, TextFile("oud.txt"));
        var toAnna = await Site.NextMessageAsync(anna, () => staff.SendAsync(words, First));
        await staff.WriteAsync(words, null, Second, TextFile("verslag.txt"));
        await staff.Locator("summary").Filter(new() { HasText = "Iemand toevoegen" }).ClickAsync();
        await staff.HasFocusAsync(staff.Field(words.Recipient));
        await staff.Field(words.Recipient).FillAsync(anna);
        await staff.Keyboard.PressAsync("Enter");
        await staff.GetByText("Deze persoon is al in deze conversatie.").WaitForAsync();
        await staff.Field(words.Recipient).FillAsync(bea);
        await staff.Keyboard.PressAsync("Enter");
        await staff.Field(words.None).CheckAsync();
        await staff.Field("Naam van de ontvanger").FillAsync("Bea");
        await staff.Field("Alles").CheckAsync();
        await staff.GetByText("alle berichten en bestanden van deze conversatie").WaitForAsync();
        await staff.Field("Vanaf dit bericht").CheckAsync();
        await staff.GetByText("ziet dit bericht en wat daarna komt").WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, somebody is added");
        await staff.ShowAsync("somebody is added");

        await staff.Button(words.Send).ClickAsync();
        await staff.GetByText("In deze conversatie is nog niemand van").WaitForAsync();
        await staff.ShowAsync("a newcomer is asked about");
        var toBea = await Site.NextMessageAsync(bea, () => staff.SendAsync(words, Second));
        await staff.GetByText("Toegevoegd: Bea. Ziet dit bericht en wat daarna komt.").WaitForAsync();
        await staff.ShowAsync("somebody was added");

        var reader = await Site.OpenWindowAsync(words.Language, 360);
        await reader.UnlockAsync(words, toBea);
        await reader.MessageText(Second).WaitForAsync();
        await reader.GetByText("Toegevoegd: Bea.").WaitForAsync();
        (await reader.ContentAsync()).ShouldNotContain("alleen voor Anna");
        var path = await SavesACopyAsync(reader, subject);
        await OpensOfflineAsync(path);

        var other = await Site.OpenWindowAsync(words.Language, 360);
        await other.UnlockAsync(words, toAnna);
        await other.GetByText("Toegevoegd: Bea.").WaitForAsync();
        (await other.ContentAsync()).ShouldNotContain(bea);
    }

    /// <returns>Where the page of the copy was unpacked.</returns>
    private static async Task<string> SavesACopyAsync(IPage reader, string subject)
    {
        await reader.More().ClickAsync();
        await reader.IsAccessibleAsync("open, the menu of a message");
        await reader.ShowAsync("menu of a message");
        var download = await reader.RunAndWaitForDownloadAsync(
            () => reader.GetByRole(AriaRole.Menuitem, new() { Name = "Kopie bewaren", Exact = true }).ClickAsync());
        var archive = await download.PathAsync();
        await reader.GetByText("Gedownload", new() { Exact = true }).WaitForAsync();
        await reader.IsAccessibleAsync("open, a copy was saved");
        await reader.ShowAsync("a copy was saved");
        download.SuggestedFilename.ShouldBe($"RE_ {subject}.zip");
        var folder = Directory.CreateTempSubdirectory("copy-").FullName;
        await ZipFile.ExtractToDirectoryAsync(archive, folder, Cancel);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
            .ShouldBe(["Bericht.html", Path.Combine("Bestanden", "verslag.txt")], ignoreOrder: true);
        (await File.ReadAllTextAsync(Path.Combine(folder, "Bestanden", "verslag.txt"), Cancel)).ShouldBe("verslag.txt");
        return Path.Combine(folder, "Bericht.html");
    }

    private async Task OpensOfflineAsync(string path)
    {
        var copy = await Site.OpenWindowAsync("nl", 360);
        await copy.Context.SetOfflineAsync(true);
        await copy.GotoAsync(new Uri(path).AbsoluteUri);
        await copy.GetByText(Second).WaitForAsync();
        var body = await copy.EvaluateAsync<string>("() => getComputedStyle(document.body).maxWidth");
        body.ShouldBe("720px", "the style that the page brings is in force");
        await copy.HasNoViolationsAsync("a saved copy");
        await copy.ShowAsync("a saved copy");
        await copy.GetByRole(AriaRole.Link, new() { Name = "verslag.txt" }).ClickAsync();
        await copy.GetByText("verslag.txt").WaitForAsync();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static FilePayload TextFile(string name) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(name) };
}
