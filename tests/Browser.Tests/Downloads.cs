using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Files on their way to a reader's disk: together, paused, cut off, changed, and without a service worker.</summary>
public sealed class Downloads(Site site) : BrowserTest(site)
{
    private const string Text = "Zie bijlagen.";

    // A region as it is stored: nonce, 512 KiB, tag.
    private const int Region = 12 + (512 * 1024) + 16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_files_of_a_message_become_one_archive_with_its_folders()
    {
        var words = Words.Nl;
        var subject = People.NewSubject("Dossier");
        var (big, small) = (People.NewFile("scan.bin", 9_000_000), People.NewFile("Foto.jpg", 5));
        var folder = Directory.CreateTempSubdirectory("dossier-");
        try
        {
            var inner = folder.CreateSubdirectory("brieven");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "leeg.txt"), [], Cancel);
            await File.WriteAllTextAsync(Path.Combine(inner.FullName, "één.txt"), "Beste Karin", Cancel);
            var (sender, mail) = await Site.VisitorAsync(words, 360);
            await sender.WriteAsync(words, subject, Text, big, small);
            await sender.Locator("input[webkitdirectory]").SetInputFilesAsync(folder.FullName);
            await Site.NextMessageAsync(mail.To, () => sender.SendAsync(words, Text));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var staff = await Site.StaffWindowAsync(words, 360);
        await staff.ReadAsync(subject, Text);
        await staff.IsAccessibleAsync("mailbox, several files");
        var download = await staff.RunAndWaitForDownloadAsync(() => staff.Button(words.DownloadAll).ClickAsync());
        var path = await download.PathAsync();
        await staff.GetByText(words.Downloaded).WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, archive downloaded");

        download.SuggestedFilename.ShouldBe($"{subject}.zip");
        await using var archive = await ZipFile.OpenReadAsync(path, Cancel);
        archive.Entries.Select(entry => entry.FullName).ShouldBe(
            ["scan.bin", "Foto.jpg", $"{folder.Name}/leeg.txt", $"{folder.Name}/brieven/één.txt"], ignoreOrder: true);
        (await HashAsync(archive, "scan.bin")).ShouldBe(People.HashOf(big));
        (await HashAsync(archive, "Foto.jpg")).ShouldBe(People.HashOf(small));
        archive.GetEntry($"{folder.Name}/leeg.txt")!.Length.ShouldBe(0);
        archive.Entries.ShouldAllBe(entry => entry.Length == entry.CompressedLength);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_continued_at_its_region_also_after_a_pause()
    {
        var words = Words.En;
        var file = People.NewFile("scan.bin", 14_000_000);
        var page = await WithFilesAsync(words, 1280, file);
        var held = await HeldReads.WatchAsync(page, Site.Cloud.Azurite.BlobEndpoint, (2 * Region) + 1000);
        var saving = page.RunAndWaitForDownloadAsync(() => page.Attachment("scan.bin").ClickAsync());
        (await held.GoesOnAt).ShouldBe($"bytes={2 * Region}-");

        await page.IsAccessibleAsync("downloading");
        await page.Button(words.Pause).ClickAsync();
        await page.GetByText(words.Paused).WaitForAsync();
        await page.IsAccessibleAsync("download paused");
        held.Open();
        await page.Button(words.GoOn).ClickAsync();
        await page.GetByText(words.Downloaded, new() { Exact = true }).WaitForAsync();

        await using var saved = File.OpenRead(await (await saving).PathAsync());
        Convert.ToHexString(await SHA256.HashDataAsync(saved, Cancel)).ShouldBe(People.HashOf(file));
    }

    [Fact]
    public async Task A_line_that_stays_away_is_a_pause_and_what_is_there_is_kept()
    {
        var words = Words.Nl;
        var file = People.NewFile("scan.bin", 9_000_000);
        var page = await WithFilesAsync(words, 360, file);
        await page.RouteAsync("**/ticket", route => route.AbortAsync("internetdisconnected"));
        var saving = page.RunAndWaitForDownloadAsync(() => page.Attachment("scan.bin").ClickAsync());
        await page.GetByText("De verbinding is weg.").WaitForAsync();
        await page.IsAccessibleAsync("download stalled");
        await page.UnrouteAllAsync();
        await page.Button(words.GoOn).ClickAsync();
        await page.GetByText(words.Downloaded, new() { Exact = true }).WaitForAsync();

        await using var saved = File.OpenRead(await (await saving).PathAsync());
        Convert.ToHexString(await SHA256.HashDataAsync(saved, Cancel)).ShouldBe(People.HashOf(file));
    }

    [Fact]
    public async Task The_name_of_a_file_saves_it_too_and_never_twice_at_a_time()
    {
        var words = Words.Nl;
        var longName = $"{new string('w', 90)} verwijsbrief van de huisarts.bin";
        var file = People.NewFile("scan.bin", 14_000_000);
        var page = await WithFilesAsync(words, 360, file, People.NewFile(longName, 5));
        var held = await HeldReads.WatchAsync(page, Site.Cloud.Azurite.BlobEndpoint, (2 * Region) + 1000);
        var started = 0;
        page.Download += (_, _) => started++;
        var name = page.GetByRole(AriaRole.Button, new() { Name = "scan.bin", Exact = true });
        await name.FocusAsync();
        await page.ShowAsync("a file's name in focus");
        var saving = page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        await held.GoesOnAt;

        await Assertions.Expect(page.Attachment("scan.bin")).ToBeDisabledAsync();
        await name.ClickAsync(new() { Force = true });
        await page.Attachment("scan.bin").ClickAsync(new() { Force = true });
        await page.IsAccessibleAsync("saving by a file's name");
        held.Open();
        await page.GetByText(words.Downloaded, new() { Exact = true }).WaitForAsync();

        await using var saved = File.OpenRead(await (await saving).PathAsync());
        Convert.ToHexString(await SHA256.HashDataAsync(saved, Cancel)).ShouldBe(People.HashOf(file));
        started.ShouldBe(1);
        var again = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = longName, Exact = true }).ClickAsync());
        again.SuggestedFilename.ShouldBe(longName);
    }

    [Fact]
    public async Task A_download_that_is_stopped_leaves_nothing()
    {
        var page = await WithFilesAsync(Words.Nl, 1280, People.NewFile("scan.bin", 14_000_000));
        var held = await HeldReads.WatchAsync(page, Site.Cloud.Azurite.BlobEndpoint, (2 * Region) + 1000);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Attachment("scan.bin").ClickAsync());
        await held.GoesOnAt;
        await page.Button("Stop").ClickAsync();
        await page.GetByText("Gestopt. Er is niets bewaard.").WaitForAsync();

        (await download.FailureAsync()).ShouldNotBeNull();
        await Assertions.Expect(page.Attachment("scan.bin")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_download_ends_with_its_page()
    {
        var page = await WithFilesAsync(Words.Nl, 1280, People.NewFile("scan.bin", 14_000_000));
        var held = await HeldReads.WatchAsync(page, Site.Cloud.Azurite.BlobEndpoint, (2 * Region) + 1000);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Attachment("scan.bin").ClickAsync());
        await held.GoesOnAt;

        await page.CloseAsync();

        (await download.FailureAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task One_damaged_file_breaks_the_archive_and_is_named_and_the_others_are_still_to_be_had()
    {
        var subject = People.NewSubject("Brieven");
        var (sender, mail) = await Site.VisitorAsync(Words.Nl);
        var (good, bad) = (People.NewFile("goed.bin", 5_000_000), People.NewFile("slecht.bin", 6_000_000));
        await sender.WriteAsync(Words.Nl, subject, Text, good, bad);
        await Site.NextMessageAsync(mail.To, () => sender.SendAsync(Words.Nl, Text));
        var blob = await StoredFile.FindAsync(Site.Cloud.Azurite, Mails.ParticipantIn(mail)[..32], bad.Buffer.Length);
        await blob.ReplaceAsync((await blob.ReadAsync())[..Region]);

        var staff = await Site.StaffWindowAsync(Words.Nl);
        await staff.ReadAsync(subject, Text);
        var saved = new List<IDownload>();
        staff.Download += (_, download) => saved.Add(download);
        await Site.NextMessageAsync(mail.To, () => staff.Button(Words.Nl.DownloadAll).ClickAsync());
        await staff.GetByText("slecht.bin is beschadigd. Daarom is er niets bewaard.").WaitForAsync();
        await staff.IsAccessibleAsync("mailbox, damaged archive");
        foreach (var download in saved)
        {
            (await download.FailureAsync()).ShouldNotBeNull();
        }

        (await staff.DownloadAsync("goed.bin")).ShouldBe(People.HashOf(good));
    }

    [Fact]
    public async Task Without_a_service_worker_small_files_are_saved_in_one_piece()
    {
        var (one, other) = (People.NewFile("een.bin", 5_000_000), People.NewFile("twee.bin", 7));
        var page = await WithFilesAsync(Words.Nl, 1280, one, other);
        await page.EvaluateAsync("() => { delete Navigator.prototype.serviceWorker; }");

        (await page.DownloadAsync("een.bin")).ShouldBe(People.HashOf(one));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button(Words.Nl.DownloadAll).ClickAsync());
        await using var archive = await ZipFile.OpenReadAsync(await download.PathAsync(), Cancel);
        (await HashAsync(archive, "een.bin")).ShouldBe(People.HashOf(one));
        (await HashAsync(archive, "twee.bin")).ShouldBe(People.HashOf(other));
    }

    private static async Task<string> HashAsync(ZipArchive archive, string name)
    {
        await using var stream = await archive.GetEntry(name)!.OpenAsync(Cancel);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, Cancel));
    }

    /// <summary>A visitor who reads back what they sent.</summary>
    private async Task<IPage> WithFilesAsync(Words words, int width, params FilePayload[] files)
    {
        var (page, _) = await Site.VisitorAsync(words, width);
        await page.WriteAsync(words, "Bijlagen", Text, files);
        await page.SendAsync(words, Text);
        return page;
    }
}
