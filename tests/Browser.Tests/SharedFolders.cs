using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// A shared folder from both sides: staff make and share it, a guest opens the mailed link, saves and adds (A14-A23), and
/// the right is taken away under their eyes (X24). Each new screen is looked at on the way.
/// </summary>
public sealed class SharedFolders(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    private static readonly string[] InTheArchive = ["notities (2).txt", "notities.txt", "tarief.pdf"];

    [Fact]
    public async Task Staff_share_a_folder_and_a_guest_takes_and_brings_until_the_right_is_taken_away()
    {
        var name = People.NewSubject("Jaarverslag");
        var staff = await Site.StaffWindowAsync(Words);
        await MakeFolderAsync(staff, name);
        await AddAsync(staff, Text("notities.txt", "Eerste"), Text("tarief.pdf", "%PDF-1.4 tarief"));
        await staff.GetByText("Klaar: 2 bestanden").WaitForAsync();
        // The same name stands beside it (X21).
        await AddAsync(staff, Text("Notities.txt", "Tweede"));
        await Save(staff, "Notities (2).txt").WaitForAsync();
        var mail = await ShareAsync(staff);

        var guest = await OpenAsGuestAsync(mail, name);
        await Save(guest, "notities.txt").WaitForAsync();
        await guest.IsAccessibleAsync("folder, guest");
        await TakeAsync(guest);
        await BringAsync(guest, name);

        await staff.GetByRole(AriaRole.Link, new() { Name = "verslagen", Exact = true }).WaitForAsync();
        await ReadersAsync(staff);
        await NewReaderAsync(staff);
        var held = await HeldBlocks.WatchAsync(guest, free: 0);
        await LowerAndRaiseAsync(staff, guest);
        await BeginAsync(guest, "groot (2).bin");
        await StopSharingAsync(staff);
        await guest.Title("niet (meer) met u gedeeld").WaitForAsync();
        // What the page had not sent is not sent (X24): the way was closed all the time.
        await Assertions.Expect(guest.Button(Words.Pause)).ToHaveCountAsync(0);
        held.Sent.ShouldBeEmpty();
        (await guest.EvaluateAsync<string>("() => document.body.innerText")).ShouldNotContain("notities");
        await guest.IsAccessibleAsync("folder, no longer shared");
        await EndAsync(staff, name);
    }

    /// <summary>With the keyboard alone.</summary>
    private static async Task MakeFolderAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Mappen" }).First.ClickAsync();
        await page.GetByText("Mappen van Info").WaitForAsync();
        await page.IsAccessibleAsync("folders, staff");
        await page.TabToAsync(page.Button("Nieuwe map"));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Field("Naam van de map"));
        await page.Keyboard.TypeAsync(name);
        await page.IsAccessibleAsync("folders, a new one");
        await page.TabToAsync(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Nieuwe map" }));
        await page.Keyboard.PressAsync("Enter");
        await page.HasFocusAsync(page.Title(name));
        await page.IsAccessibleAsync("folder, empty");
    }

    /// <summary>By the chooser, once it was read who will see it.</summary>
    private static async Task AddAsync(IPage page, params FilePayload[] files)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Uploaden").ClickAsync());
        await chooser.SetFilesAsync(files);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Wat er al staat, blijft staan").WaitForAsync();
        await page.IsAccessibleAsync("folder, who will see it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Uploaden" }).ClickAsync();
    }

    private async Task<Local.InboxMessage> ShareAsync(IPage page)
    {
        await page.Button("Delen").ClickAsync();
        await page.HasFocusAsync(page.Field("E-mail van de gast of collega"));
        await page.Keyboard.TypeAsync("niemand@voorbeeld.nl");
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync(page.Locator(".share-form button"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Met dit adres is er geen gast of collega").WaitForAsync();
        await page.HasFocusAsync(page.Field("E-mail van de gast of collega"));
        await page.Field("E-mail van de gast of collega").FillAsync(Site.Guest.Email);
        await page.Field("Ook uploaden").CheckAsync();
        var mail = await Site.NextMessageAsync(Site.Guest.Email, () => page.Locator(".share-form button").ClickAsync());
        await page.GetByText("De map is gedeeld met").WaitForAsync();
        await page.IsAccessibleAsync("folder, staff");
        return mail;
    }

    /// <summary>By the mailed link, once logged in: a session that is there is used (A15).</summary>
    private async Task<IPage> OpenAsGuestAsync(Local.InboxMessage mail, string name)
    {
        var page = await Site.OpenWindowAsync("nl", 1280);
        await page.OpenAsync(mail);
        await page.Field(Words.Email).FillAsync(Site.Guest.Email);
        await page.Field(Words.Password).FillAsync(Site.Guest.Password);
        var sms = await Site.NextMessageAsync(Site.Guest.Phone, () => page.Button(Words.LogIn).ClickAsync());
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(sms));
        await page.Button(Words.Verify).ClickAsync();
        // Straight to the folder: a guest's details were asked at the invitation.
        await page.Title(name).WaitForAsync();
        await page.GotoAsync(Site.At("/files/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = name }).WaitForAsync();
        // The demo's are there too, and open.
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "Polisvoorwaarden" }).ClickAsync();
        await Save(page, "Opstalverzekering.pdf").WaitForAsync();
        await page.GotoAsync(Site.At("/files/"));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = name }).WaitForAsync();
        await page.IsAccessibleAsync("folders, guest");
        await page.OpenAsync(mail);
        await page.Title(name).WaitForAsync();
        return page;
    }

    /// <summary>One file as it is, all of them as one archive; with the keyboard.</summary>
    private static async Task TakeAsync(IPage page)
    {
        await page.TabToAsync(Save(page, "notities.txt"));
        var one = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        one.SuggestedFilename.ShouldBe("notities.txt");
        (await File.ReadAllTextAsync(await one.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe("Eerste");
        await page.Field("Kies alles").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Button("Download").FocusAsync();
        var all = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        using var archive = ZipFile.OpenRead(await all.PathAsync());
        archive.Entries.Select(entry => entry.FullName.ToLowerInvariant()).Order(StringComparer.Ordinal).ShouldBe(InTheArchive);
        await page.GetByText(Words.Downloaded).Nth(1).WaitForAsync();
        await page.IsAccessibleAsync("folder, downloads");
    }

    /// <summary>A folder with a folder in it, of which one file is taken back.</summary>
    private static async Task BringAsync(IPage page, string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "verslagen", "januari"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "verslagen", "a.txt"), "a", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "verslagen", "januari", "b.txt"), "b", TestContext.Current.CancellationToken);
        await page.SetInputFilesAsync("input[webkitdirectory]", Path.Combine(folder.Path, "verslagen"));
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Info (de mailbox van deze map)").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Uploaden" }).ClickAsync();
        await page.GetByText("Klaar: 2 bestanden").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "verslagen", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "januari", Exact = true }).ClickAsync();
        await page.Button("Trek in: b.txt").ClickAsync();
        await page.IsAccessibleAsync("folder, taking back");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Trek in" }).ClickAsync();
        await page.GetByText("b.txt is ingetrokken").WaitForAsync();
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.Title(name).WaitForAsync();
    }

    private static async Task ReadersAsync(IPage page)
    {
        await page.Button("Downloads van notities.txt").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).WaitForAsync();
        await page.IsAccessibleAsync("folder, who downloaded");
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Who came since the reader last added something is named before the next file (X23).</summary>
    private static async Task NewReaderAsync(IPage page)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Button("Uploaden").ClickAsync());
        await chooser.SetFilesAsync(Text("derde.txt", "Derde"));
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Nieuw" }).WaitForAsync();
        await page.IsAccessibleAsync("folder, somebody new will see it");
        await page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Who may only read from now on adds nothing more, also not what is under way, and reads so.</summary>
    private static async Task LowerAndRaiseAsync(IPage staff, IPage guest)
    {
        await BeginAsync(guest, "groot.bin");
        await ChangeRightAsync(staff, guest, "alleen bekijken en downloaden", "Bekijken en downloaden");
        await guest.GetByText("U mag in deze map niet meer uploaden").WaitForAsync();
        await guest.Button("Uploaden").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await guest.IsAccessibleAsync("folder, no more uploading");
        await ChangeRightAsync(staff, guest, "ook uploaden", "Ook uploaden");
        await guest.Button("Uploaden").WaitForAsync();
    }

    /// <summary>The guest comes back to the page, which looks at once.</summary>
    private static async Task ChangeRightAsync(IPage staff, IPage guest, string press, string right)
    {
        await staff.Locator(".access-row").GetByRole(AriaRole.Button, new() { Name = press }).ClickAsync();
        await staff.GetByText($"mag nu: {right}").WaitForAsync();
        await guest.EvaluateAsync("() => dispatchEvent(new Event('focus'))");
    }

    private static async Task BeginAsync(IPage page, string name)
    {
        await page.SetInputFilesAsync("input[type=file]:not([webkitdirectory])", new FilePayload
        {
            Name = name, MimeType = "application/octet-stream", Buffer = new byte[9_000_000],
        });
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Uploaden" }).ClickAsync();
        await page.Button(Words.Pause).First.WaitForAsync();
    }

    private static async Task StopSharingAsync(IPage page)
    {
        await page.Locator(".access-row").GetByText("Stop met delen").ClickAsync();
        await page.IsAccessibleAsync("folder, no longer sharing");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Stop met delen" }).ClickAsync();
        await page.GetByText("De map is niet meer gedeeld met").WaitForAsync();
    }

    /// <summary>The whole folder, and back.</summary>
    private static async Task EndAsync(IPage page, string name)
    {
        await page.Button("Map verwijderen").ClickAsync();
        await page.IsAccessibleAsync("folder, ending it");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Map verwijderen" }).ClickAsync();
        await page.GetByText("U kunt dit nu nog terugdraaien.").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link).Filter(new() { HasText = name })).ToHaveCountAsync(0);
        await page.IsAccessibleAsync("folders, one was ended");
        await page.Button("Zet de map terug").ClickAsync();
        await page.GetByText("staat er weer").WaitForAsync();
    }

    private static ILocator Save(IPage page, string file) => page.Button(file);

    private static FilePayload Text(string name, string text) =>
        new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("zegel-").FullName;

        public void Dispose() => Directory.Delete(Path, true);
    }
}
