using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>
/// What people press, drop, paste and leave without meaning anything by it: nothing is sent, nothing is lost, and what
/// was left out is named.
/// </summary>
public sealed class NothingByAccident(Site site) : BrowserTest(site), IAsyncLifetime
{
    private const string Text = "Wanneer kan ik terecht?";
    private static readonly Words Words = Words.Nl;
    private readonly string folder = Directory.CreateTempSubdirectory("zegel-accidents-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Enter_in_a_field_sends_nothing_and_Control_Enter_does()
    {
        var email = People.NewEmail("karin");
        var page = await Site.OpenWindowAsync();
        var posts = new List<string>();
        page.Request += (_, request) => posts.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        await page.GotoAsync(Site.At("/start/#info"));
        await page.Field(Words.Name).FillAsync("Karin Janssen");
        await page.Field(Words.Email).FillAsync(email);
        await page.Field(Words.Name).PressAsync("Enter");
        await page.Field(Words.Email).PressAsync("Enter");
        posts.ShouldNotContain(post => post.StartsWith("POST /api/starters", StringComparison.Ordinal));
        var mail = await Site.NextMessageAsync(email, () => page.Field(Words.Email).PressAsync("Control+Enter"));

        // A code is sent by Enter, as everywhere.
        await page.OpenAsync(mail);
        await page.Field(Words.Code).FillAsync(Mails.CodeIn(mail));
        await page.Field(Words.Code).PressAsync("Enter");
        await page.WriteAsync(Words, "Verwijzing", Text);
        await page.Field(Words.Subject).PressAsync("Enter");
        posts.ShouldNotContain(post => post.EndsWith("/messages", StringComparison.Ordinal));
        await page.Field(Words.Subject).PressAsync("Meta+Enter");
        await page.MessageText(Text).WaitForAsync();

        var staff = await Site.StaffWindowAsync(Words);
        staff.Request += (_, request) => posts.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        posts.Clear();
        await staff.WriteToAsync(Words, People.NewEmail("piet"), null);
        await staff.FillAsync(Words, "Uitslag", Text);
        foreach (var field in new[] { staff.Field(Words.Recipient), staff.Field("Naam van de ontvanger"), staff.Field(Words.None), staff.Field(Words.Subject) })
        {
            await field.PressAsync("Enter");
        }

        await staff.GotoAsync(Site.At("/account/mailboxes/"));
        var colleague = staff.GetByLabel("E-mail").First;
        await colleague.FillAsync("conny@example.nl");
        await colleague.PressAsync("Enter");
        await staff.GotoAsync(Site.At("/admin/#invite"));
        await staff.Field(Words.Email).FillAsync(People.NewEmail("els"));
        await staff.Field(Words.Email).PressAsync("Enter");
        posts.ShouldNotContain(post => post.StartsWith("POST", StringComparison.Ordinal) && post.Contains("/messages", StringComparison.Ordinal));
        (await staff.Locator(".field-error:visible").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_visitor_who_leaves_is_asked_first_and_who_stays_finds_everything()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        var natively = 0;
        page.Dialog += async (_, dialog) =>
        {
            natively++;
            await dialog.AcceptAsync();
        };
        await page.WriteAsync(Words, "Verwijzing", Text, People.NewFile("brief.pdf", 1000));
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();

        foreach (var (door, question, stay) in new[] { ("Annuleer", "Bericht weggooien?", "Schrijf verder"), ("Afmelden", "Toch afmelden?", "Blijf hier") })
        {
            await page.Button(door).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = question });
            await dialog.WaitForAsync();
            await page.ShowAsync($"leaving, {question.TrimEnd('?')}");
            await dialog.GetByRole(AriaRole.Button, new() { Name = stay }).ClickAsync();
            await IsStillWritingAsync(page);
            await page.Button(door).ClickAsync();
            await page.Keyboard.PressAsync("Escape");
            await IsStillWritingAsync(page);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "EN, English" }).ClickAsync();
        await page.Button(Words.En.Send).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "NL, Nederlands" }).ClickAsync();
        await IsStillWritingAsync(page);

        await page.Button("Annuleer").ClickAsync();
        await page.Button("Gooi weg").ClickAsync();
        await page.Button(Words.Reply).WaitForAsync();

        // With nothing to lose there is no question.
        await page.Button(Words.Reply).ClickAsync();
        await page.Button("Annuleer").ClickAsync();
        await page.WriteAsync(Words, "Verwijzing", Text);
        await page.Button("Afmelden").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Afmelden" }).ClickAsync();
        await page.Title("U bent afgemeld").WaitForAsync();
        await page.ReloadAsync();
        await page.Button("Code opnieuw mailen").WaitForAsync();
        natively.ShouldBe(0);
    }

    [Fact]
    public async Task Staff_who_leave_are_asked_first_in_every_tab()
    {
        await using var own = await Site.AnotherAsync();
        var page = await own.LogInAsync(Words);
        var natively = 0;
        page.Dialog += async (_, dialog) =>
        {
            natively++;
            await dialog.AcceptAsync();
        };
        var email = People.NewEmail("els");
        // The service keeps no draft of it: what is typed is here alone.
        await page.RouteAsync("**/drafts/*", route => route.AbortAsync());
        await page.WriteToAsync(Words, email, null);
        await page.FillAsync(Words, "Uitslag", Text);

        // Another pane and back: what was typed is still there.
        await page.Keyboard.PressAsync("Escape");
        await page.Button(Words.NewConversation).ClickAsync();
        await IsStillWritingAsync(page, "Uitslag");
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Toch afmelden?" }).WaitForAsync();
        await page.Button("Blijf hier").ClickAsync();
        await IsStillWritingAsync(page, "Uitslag");
        (await page.Field(Words.Recipient).InputValueAsync()).ShouldBe(email);

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(own.At("/account/"));
        await SignOutAsync(other);
        await other.GetByText("In een ander tabblad staat iets").WaitForAsync();
        await other.ShowAsync("leaving, another tab");
        await other.Button("Blijf hier").ClickAsync();

        // Nobody was signed out: the message can be sent.
        await page.UnrouteAllAsync();
        await own.NextMessageAsync(email, () => page.SendAsync(Words, Text));
        await page.Button(Words.Reply).ClickAsync();
        await page.Field(Words.Message).FillAsync("En nog iets.");
        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Afmelden" }).ClickAsync();
        await page.ArriveAsync("/login/");
        await other.ArriveAsync("/login/");
        natively.ShouldBe(0);
    }

    [Fact]
    public async Task Text_becomes_a_file_only_when_there_is_room_and_comes_back()
    {
        var (page, mail) = await Site.VisitorAsync(Words, width: 360);
        var held = await HeldBlocks.WatchAsync(page, free: 0);
        var text = string.Join(' ', Enumerable.Range(0, 4000).Select(n => n.ToString("D5", CultureInfo.InvariantCulture)));
        await page.WriteAsync(Words, "Lijst", text, [.. Enumerable.Range(0, 60).Select(n => People.NewFile($"{n}.jpg", 1))]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verwijder 59.jpg" }).WaitForAsync();
        foreach (var choice in new[] { "Zet alles in een bestand", "Zet het teveel in een bestand" })
        {
            await page.Button(choice).ClickAsync();
            await page.Alert("Er is geen plaats voor een tekstbestand").WaitForAsync();
            (await page.Field(Words.Message).InputValueAsync()).ShouldBe(text);
        }

        await page.ShowAsync("open, no room for a text file");
        for (var n = 1; n < 60; n++)
        {
            await page.Button($"Verwijder {n}.jpg").ClickAsync();
        }

        await page.Button("Verwijder 0.jpg").ClickAsync();
        held.Open();
        await page.Button("Zet alles in een bestand").ClickAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe("(Lees verder in het bestand bericht.txt.)");
        await page.Button("Verwijder bericht.txt").ClickAsync();
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe(text);

        await page.Button("Zet alles in een bestand").ClickAsync();
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        await page.Field(Words.Message).FillAsync("Iets anders.");
        await page.Button("Verwijder bericht.txt").ClickAsync();
        await page.ShowAsync("open, text put back");
        await page.Button("Houd het bestand").ClickAsync();

        // After a reload, that was asked about, the file goes on by itself: it is on no disk to be chosen from.
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.CloseAsync();
        page = await page.Context.NewPageAsync();
        await page.OpenAsync(mail);
        await page.GetByText("Klaar", new() { Exact = true }).WaitForAsync();
        await page.Button("Verwijder bericht.txt").ClickAsync();
        (await page.Field(Words.Message).InputValueAsync()).ShouldBe(text);
        (await page.KeptOfUploadsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_dropped_anywhere_is_attached_in_order_and_what_is_left_out_is_named()
    {
        var photos = Directory.CreateDirectory(Path.Combine(folder, "reis")).FullName;
        for (var n = 1; n <= 1650; n++)
        {
            await File.WriteAllTextAsync(Path.Combine(photos, $"foto {n}.jpg"), "x", Cancel);
        }

        // It is listed, and away when it is asked for.
        await File.WriteAllTextAsync(Path.Combine(photos, "foto 0.jpg"), "x", Cancel);
        var (page, _) = await Site.VisitorAsync(Words);
        await page.EvaluateAsync("""
            () => {
              const entryOf = DataTransferItem.prototype.webkitGetAsEntry;
              DataTransferItem.prototype.webkitGetAsEntry = function () {
                const folder = entryOf.call(this);
                const reader = folder.createReader();
                const read = reader.readEntries.bind(reader);
                const away = (_, fail) => fail(new DOMException("", "NotFoundError"));
                reader.readEntries = (done, fail) => read((entries) => {
                  entries.filter(({ name }) => name === "foto 0.jpg").forEach((entry) => (entry.file = away));
                  done(entries);
                }, fail);
                folder.createReader = () => reader;
                return folder;
              };
            }
            """);
        await HeldBlocks.WatchAsync(page, free: 0);
        var address = page.Url;
        await page.WriteAsync(Words, "Reis", Text);
        await DropAsync(page, page.Locator("header.top"), photos);
        await page.Alert("Niet toegevoegd: 1.590 bestanden (reis/foto 61.jpg, reis/foto 62.jpg, reis/foto 63.jpg, …)").WaitForAsync();
        await page.Alert("Niet te lezen, dus niet toegevoegd: 1 bestand of map (reis/foto 0.jpg).").WaitForAsync();
        await page.ShowAsync("open, too many files dropped");
        (await page.Locator(".file-name").AllTextContentsAsync()).ShouldBe(Enumerable.Range(1, 60).Select(n => $"reis/foto {n}.jpg"));
        page.Url.ShouldBe(address);

        var elsewhere = await Site.OpenWindowAsync();
        foreach (var path in new[] { "/start/#info", "/sealed/", "/login/" })
        {
            await elsewhere.GotoAsync(Site.At(path));
            await elsewhere.Locator("html[data-ready]").WaitForAsync();
            await DropAsync(elsewhere, elsewhere.Locator("h1:visible"), Path.Combine(photos, "foto 1.jpg"));
            elsewhere.Url.ShouldBe(Site.At(path));
            (await elsewhere.Locator("h1:visible").CountAsync()).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Without_Web_Locks_a_file_arrives_and_an_empty_text_says_that_it_is()
    {
        await using var own = await Site.AnotherAsync();
        var (page, mail) = await own.VisitorAsync(Words);
        await page.Context.AddInitScriptAsync("delete Navigator.prototype.locks");
        await page.OpenAsync(mail);
        (await page.EvaluateAsync<bool>("() => navigator.locks === undefined")).ShouldBeTrue();
        var file = People.NewFile("foto.bin", 1000);
        await page.WriteAsync(Words, "Foto", Text, file, new FilePayload { Name = "leeg.txt", MimeType = "text/plain", Buffer = [] });
        await page.SendAsync(Words, Text);
        (await page.DownloadAsync("foto.bin")).ShouldBe(People.HashOf(file));

        await page.Button("Bekijk leeg.txt").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByText("In dit bestand staat geen tekst.").WaitForAsync();
        await page.ShowAsync("preview, empty text");
    }

    /// <summary>Held against putting the same text in an empty page by script, so that a slow machine is slow at both.</summary>
    [Fact]
    public async Task Eighteen_thousand_lines_are_pasted_in_the_time_that_showing_them_takes()
    {
        var (page, _) = await Site.VisitorAsync(Words);
        await page.WriteAsync(Words, "Logboek", "Begin. ");
        var bare = await page.Context.NewPageAsync();
        var shown = await bare.EvaluateAsync<double>("""
            async () => {
              const [from, to] = ["textarea", "textarea"].map((tag) => document.body.appendChild(document.createElement(tag)));
              const line = (n) => `${String(n).padStart(6, "0")};2026-11-28;Regel met een paar woorden erin;12,50;ja\n`;
              from.value = Array.from({ length: 18000 }, (_, n) => line(n)).join("");
              const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
              await frame();
              const start = performance.now();
              to.value = from.value;
              await frame();
              return performance.now() - start;
            }
            """);
        await page.BringToFrontAsync();
        var box = page.Field(Words.Message);
        await box.FocusAsync();
        // Not by the clipboard, which all windows share.
        var pasted = await box.EvaluateAsync<double>("""
            async (box) => {
              const line = (n) => `${String(n).padStart(6, "0")};2026-11-28;Regel met een paar woorden erin;12,50;ja\n`;
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", Array.from({ length: 18000 }, (_, n) => line(n)).join(""));
              const start = performance.now();
              box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
              await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
              return performance.now() - start;
            }
            """);

        (await box.InputValueAsync()).Split('\n').Length.ShouldBe(18_001);
        await page.GetByText("Maximum bereikt").WaitForAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"Shown in {shown:F0} ms, pasted in {pasted:F0} ms.");
        pasted.ShouldBeLessThan((3 * shown) + 100);

        await page.Keyboard.PressAsync("Control+z");
        (await box.InputValueAsync()).ShouldBe("Begin. ");
    }

    private static async Task IsStillWritingAsync(IPage page, string subject = "Verwijzing")
    {
        (await page.GetByRole(AriaRole.Dialog).CountAsync()).ShouldBe(0);
        (await page.Field(Words.Subject).InputValueAsync()).ShouldBe(subject);
        (await page.TypedAsync(Words.Message)).ShouldBe(Text);
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator("button.account").ClickAsync();
        await page.Locator(".account-menu").GetByRole(AriaRole.Button, new() { Name = "Afmelden" }).ClickAsync();
    }

    /// <summary>Drags something from the disk over a part of the page and lets it go there.</summary>
    private static async Task DropAsync(IPage page, ILocator over, string path)
    {
        var place = (await over.BoundingBoxAsync())!;
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
        {
            await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["x"] = place.X + (place.Width / 2),
                ["y"] = place.Y + (place.Height / 2),
                ["data"] = new { items = Array.Empty<object>(), files = new[] { path }, dragOperationsMask = 1 },
            });
        }
    }
}
