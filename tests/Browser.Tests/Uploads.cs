using System.Security.Cryptography;
using Azure.Data.Tables;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Files on their way: shown, paused, gone on with after anything, and never twice (Z12, Z35).</summary>
public sealed class Uploads(Site site) : BrowserTest(site), IAsyncLifetime
{
    private const string Text = "Zie bijlage.";
    private const int MiB = 1024 * 1024;
    private static readonly Words Words = Words.Nl;
    private readonly string folder = Directory.CreateTempSubdirectory("zegel-uploads-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_first_messages_file_goes_on_after_the_tab_was_killed()
    {
        var words = Words.Nl;
        var path = NewFile("rapport.bin", 40 * MiB);
        var subject = People.NewSubject("Rapport");
        var page = await Site.OpenWindowAsync(width: 360);
        var mail = await Site.StartAsync(page, words, People.NewEmail("karin"));
        await page.UnlockAsync(words, mail);
        var before = await HeldBlocks.WatchAsync(page, free: 3);
        await page.WriteAsync(words, subject, Text);
        await Chooser(page).SetInputFilesAsync(path);
        await page.WaitForFunctionAsync("() => document.title.startsWith('60 % ·')");
        await page.IsAccessibleAsync("open, uploading");
        var context = page.Context;
        await page.CloseAsync();

        page = await context.NewPageAsync();
        var after = await HeldBlocks.WatchAsync(page);
        before.Open();
        await page.OpenAsync(mail);
        await page.GetByText("Kies rapport.bin opnieuw, 60 % staat er al").WaitForAsync();
        await page.IsAccessibleAsync("open, unfinished file");
        await page.FillAsync(words, subject, Text);
        await page.Button(words.Send).ClickAsync();
        await page.Alert("Kies rapport.bin opnieuw of haal het weg.").WaitForAsync();
        await Chooser(page).SetInputFilesAsync(path);
        await page.SendAsync(words, Text);

        (after.Sent.Count + before.Sent.Count).ShouldBeInRange(5, 7);
        before.Blobs.Concat(after.Blobs).Distinct().Count().ShouldBe(1);
        (await page.KeptOfUploadsAsync()).ShouldBe(0);
        await IsReceivedAsync(words, subject, path);
    }

    [Fact]
    public async Task Staffs_first_message_is_found_again_from_the_mailbox()
    {
        var path = NewFile("dossier.bin", 40 * MiB);
        var subject = People.NewSubject("Dossier");
        await using var own = await Site.AnotherAsync();
        var page = await own.LogInAsync(Words);
        await HeldBlocks.WatchAsync(page, free: 3);
        await page.Button(Words.NewConversation).ClickAsync();
        await Chooser(page).SetInputFilesAsync(path);
        await page.WaitForFunctionAsync("() => document.title.startsWith('60 % ·')");
        var context = page.Context;
        await page.CloseAsync();

        page = await context.NewPageAsync();
        var after = await HeldBlocks.WatchAsync(page);
        await page.GotoAsync(own.At("/mail/"));
        var goOn = page.GetByRole(AriaRole.Link, new() { Name = "Ga verder" });
        await goOn.WaitForAsync();
        await page.IsAccessibleAsync("mailbox, unfinished file");
        await goOn.ClickAsync();
        await page.GetByText("Kies dossier.bin opnieuw, ").WaitForAsync();
        await Chooser(page).SetInputFilesAsync(path);
        var email = People.NewEmail("piet");
        await page.Field(Words.Recipient).FillAsync(email);
        await page.Field(Words.None).CheckAsync();
        await page.FillAsync(Words, subject, Text);
        await own.NextMessageAsync(email, () => page.SendAsync(Words, Text));

        after.Sent.Count.ShouldBeLessThanOrEqualTo(5);
        (await page.KeptOfUploadsAsync()).ShouldBe(0);
        (await page.DownloadAsync("dossier.bin")).ShouldBe(HashOf(path));
    }

    [Fact]
    public async Task A_file_that_changed_between_its_two_halves_starts_over_as_another_object()
    {
        var path = NewFile("rapport.bin", 40 * MiB);
        var (page, mail) = await Site.VisitorAsync(Words);
        var before = await HeldBlocks.WatchAsync(page, free: 3);
        var subject = People.NewSubject("Rapport");
        await page.WriteAsync(Words, subject, Text);
        await Chooser(page).SetInputFilesAsync(path);
        await page.WaitForFunctionAsync("() => document.title.startsWith('60 % ·')");
        var context = page.Context;
        await page.CloseAsync();
        before.Open();

        // Other bytes under the same name, size and time.
        var time = File.GetLastWriteTimeUtc(path);
        await using (var file = File.OpenWrite(path))
        {
            await file.WriteAsync(RandomNumberGenerator.GetBytes(1000), Cancel);
        }

        File.SetLastWriteTimeUtc(path, time);
        page = await context.NewPageAsync();
        var after = await HeldBlocks.WatchAsync(page);
        await page.OpenAsync(mail);
        await page.GetByText("Kies rapport.bin opnieuw, ").WaitForAsync();
        await Chooser(page).SetInputFilesAsync(path);
        await page.FillAsync(Words, subject, Text);
        await page.SendAsync(Words, Text);

        after.Blobs[^1].ShouldNotBe(before.Blobs.Single());
        after.Sent.Count(blob => blob == after.Blobs[^1]).ShouldBe(5);
        await IsReceivedAsync(Words, subject, path);
    }

    [Fact]
    public async Task Two_tabs_send_the_same_file_and_both_arrive()
    {
        var path = NewFile("foto.bin", 20 * MiB);
        var (first, mail) = await Site.VisitorAsync(Words);
        await first.WriteAsync(Words, "Een", "Eerste.");
        await first.SendAsync(Words, "Eerste.");
        var second = await first.Context.NewPageAsync();
        await second.OpenAsync(mail);
        var held = await HeldBlocks.WatchAsync(first, free: 1);
        await first.WriteAsync(Words, null, "Van het ene tabblad.");
        await Chooser(first).SetInputFilesAsync(path);
        await second.WriteAsync(Words, null, "Van het andere tabblad.");
        await Chooser(second).SetInputFilesAsync(path);
        (await second.GetByText("opnieuw, ").CountAsync()).ShouldBe(0);
        held.Open();

        await first.SendAsync(Words, "Van het ene tabblad.");
        await second.SendAsync(Words, "Van het andere tabblad.");

        held.Blobs.Count.ShouldBe(2);
        await second.ReloadAsync();
        await second.MessageText("Van het andere tabblad.").WaitForAsync();
        (await second.DownloadAsync("foto.bin")).ShouldBe(HashOf(path));
    }

    [Fact]
    public async Task Twenty_seconds_without_storage_cost_twenty_seconds_and_nothing_else()
    {
        await using var fragile = await Site.AnotherAsync(folder: Path.Combine(folder, "cloud"));
        var path = NewFile("rapport.bin", 40 * MiB);
        var (page, _) = await fragile.VisitorAsync(Words);
        var held = await HeldBlocks.WatchAsync(page, free: 2);
        await page.WriteAsync(Words, "Rapport", Text);
        await Chooser(page).SetInputFilesAsync(path);
        await page.WaitForFunctionAsync("() => document.title.startsWith('40 % ·')");

        await fragile.Cloud.Azurite.StopAsync();
        held.Open();
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, Cancel);
        (await page.GetByText("Probeer opnieuw").And(page.Locator(":visible")).CountAsync()).ShouldBe(0);
        await fragile.Cloud.Azurite.RestartAsync(Cancel);

        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        held.Blobs.Count.ShouldBe(1);
        await page.SendAsync(Words, Text);
        (await page.DownloadAsync("rapport.bin")).ShouldBe(HashOf(path));
    }

    [Fact]
    public async Task It_is_paused_resumed_and_taken_back_and_the_tab_warns_before_it_closes()
    {
        var path = NewFile("rapport.bin", 40 * MiB);
        var (page, _) = await Site.VisitorAsync(Words);
        var held = await HeldBlocks.WatchAsync(page, free: 1);
        await page.Button(Words.Reply).ClickAsync();
        await Chooser(page).SetInputFilesAsync(path);
        await page.WaitForFunctionAsync("() => document.title.startsWith('20 % ·')");
        await page.Button("Pauze").ClickAsync();
        await page.GetByText("Gepauzeerd na 8,4 MB").WaitForAsync();
        held.Open();
        await page.ShowAsync("open, upload paused");
        held.Sent.Count.ShouldBeLessThanOrEqualTo(5);
        await page.Button("Ga verder").ClickAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        (await page.TitleAsync()).ShouldNotContain("%");

        await page.Button("Verwijder rapport.bin").ClickAsync();
        (await page.GetByText("rapport.bin").CountAsync()).ShouldBe(0);
        (await page.KeptOfUploadsAsync()).ShouldBe(0);

        await Chooser(page).SetInputFilesAsync(path);
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await page.EvaluateAsync("() => void location.reload()");
        (await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBe("beforeunload");
    }

    [Fact]
    public async Task A_whole_folder_keeps_its_paths()
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, "Dossier 2026"));
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "brief.txt"), "Geachte heer,", Cancel);
        await File.WriteAllTextAsync(Path.Combine(root.CreateSubdirectory("foto's").FullName, "één.txt"), "Een foto.", Cancel);
        var subject = People.NewSubject("Dossier");
        var (page, mail) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, subject, Text);
        await page.Locator("input[webkitdirectory]").SetInputFilesAsync(root.FullName);
        await page.GetByText("Dossier 2026/foto's/één.txt").WaitForAsync();
        await page.IsAccessibleAsync("open, a folder attached");
        await Site.NextMessageAsync(mail.To, () => page.SendAsync(Words, Text));

        var staff = await Site.StaffWindowAsync(Words);
        await staff.ReadAsync(subject, Text);
        await staff.Attachment("Dossier 2026/brief.txt").WaitForAsync();
        await staff.Attachment("Dossier 2026/foto's/één.txt").WaitForAsync();
    }

    [Fact]
    public async Task An_upload_that_gave_up_on_the_connection_goes_on_when_it_is_back()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Rapport", Text);
        await page.Context.SetOfflineAsync(true);
        await Chooser(page).SetInputFilesAsync(People.NewFile("rapport.bin", 100_000));
        await page.GetByText("De verbinding viel weg.").WaitForAsync();
        await page.ShowAsync("open, upload without connection");

        await page.Context.SetOfflineAsync(false);
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        await page.SendAsync(Words, Text);
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_sends_all_the_same()
    {
        var page = await Site.OpenWindowAsync();
        await page.AddInitScriptAsync("indexedDB.open = () => { throw new DOMException('Nothing is kept here.', 'InvalidStateError'); };");
        var mail = await Site.StartAsync(page, Words, People.NewEmail("karin"));
        await page.UnlockAsync(Words, mail);
        await page.WriteAsync(Words, "Rapport", Text, People.NewFile("rapport.bin", 100_000));
        await page.SendAsync(Words, Text);
    }

    [Theory]
    [InlineData("drop", "dataTransfer")]
    [InlineData("paste", "clipboardData")]
    public async Task Files_are_dropped_and_pasted_too(string happening, string carrier)
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Schermafdruk", Text);
        await page.EvaluateAsync(
            """
            ([happening, carrier]) => {
              const carried = new DataTransfer();
              carried.items.add(new File(["een"], "een.png", { type: "image/png" }));
              carried.items.add(new File(["twee"], "twee.png", { type: "image/png" }));
              const Kind = happening === "drop" ? DragEvent : ClipboardEvent;
              const event = new Kind(happening, { [carrier]: carried, bubbles: true, cancelable: true });
              document.querySelector("textarea").dispatchEvent(event);
            }
            """,
            new[] { happening, carrier });

        await page.GetByText("Klaar", new() { Exact = true }).Nth(1).WaitForAsync();
        await page.SendAsync(Words, Text);
        await page.Attachment("een.png").WaitForAsync();
        await page.Attachment("twee.png").WaitForAsync();
    }

    [Fact]
    public async Task What_is_too_large_is_refused_in_words_before_anything_is_sent()
    {
        var path = Path.Combine(folder, "film.mov");
        await using (var file = File.Create(path))
        {
            // Without content on disk: nobody reads it.
            file.SetLength(50_000_000_001);
        }

        var (page, _) = await Site.VisitorAsync(Words);
        var held = await HeldBlocks.WatchAsync(page);
        await page.Button(Words.Reply).ClickAsync();
        await Chooser(page).SetInputFilesAsync(path);
        await page.Alert("film.mov is te groot. Een bestand mag ten hoogste 50 GB zijn.").WaitForAsync();
        held.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_mailbox_says_so_before_anything_is_sent_and_the_words_stay()
    {
        await using var own = await Site.AnotherAsync();
        var (page, _) = await own.VisitorAsync(Words);
        var held = await HeldBlocks.WatchAsync(page);
        await page.WriteAsync(Words, "Brief", Text, People.NewFile("een.bin", 10));
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        var table = new TableClient(own.Cloud.Azurite.ConnectionString, "conversations");
        // Any part of the sum will do: all together count.
        var part = await table.QueryAsync<TableEntity>("RowKey ge 'sum' and RowKey lt 'sun'", cancellationToken: Cancel).FirstAsync(Cancel);
        part["Data"] = """{ "storedByStaff": 2000000000000, "storedOutside": 0, "stagedByStaff": 0, "stagedOutside": 0 }""";
        await table.UpdateEntityAsync(part, part.ETag, cancellationToken: Cancel);

        await Chooser(page).SetInputFilesAsync(People.NewFile("twee.bin", 1000));
        await page.GetByText("In de mailbox is geen ruimte voor dit bestand. Vraag het de organisatie.").WaitForAsync();
        await page.ShowAsync("open, mailbox full");
        held.Sent.Count.ShouldBe(1);
        await page.Button("Verwijder twee.bin").ClickAsync();
        await page.SendAsync(Words, Text);
    }

    private static ILocator Chooser(IPage page) => page.Locator("input[type=file]:not([webkitdirectory])");

    private async Task IsReceivedAsync(Words words, string subject, string path)
    {
        var staff = await Site.StaffWindowAsync(words);
        await staff.ReadAsync(subject, Text);
        (await staff.DownloadAsync(Path.GetFileName(path))).ShouldBe(HashOf(path));
    }

    private string NewFile(string name, int size)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(size));
        return path;
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
