using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>Browsers that keep nothing: what needs nothing kept works, and what needs a cookie says so.</summary>
public sealed class WithoutStorage(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task All_data_of_sites_is_blocked()
    {
        var profile = Directory.CreateTempSubdirectory("zegel-profile");
        var page = await Site.OpenWindowThatKeepsNothingAsync(profile.FullName);
        await page.GotoAsync(Site.At("/"));
        (await page.EvaluateAsync<bool>("() => { try { return localStorage === null; } catch { return true; } }")).ShouldBeTrue();
        foreach (var (path, title) in new[]
        {
            ("/", "Veilig berichten sturen"), ("/sealed/", "verzegelen"), ("/nowhere", "Deze pagina bestaat niet"),
            ("/open/#half", "Deze link werkt niet"), ("/login/", "Deze browser bewaart geen cookies"),
        })
        {
            await page.GotoAsync(Site.At(path));
            await page.Title(title).WaitForAsync();
        }

        await page.ShowAsync("log in, no cookies");
        await page.GetByRole(AriaRole.Button, new() { Name = "EN, English" }).ClickAsync();
        await page.Title("This browser keeps no cookies").WaitForAsync();

        // Beginning needs no cookie; the code that comes must not be spent where it lets nobody in.
        var mail = await Site.StartAsync(page, Words, People.NewEmail("karin"));
        await page.OpenAsync(mail);
        await page.Title("Deze browser bewaart geen cookies").WaitForAsync();
        var other = await Site.OpenWindowAsync();
        await other.UnlockAsync(Words, mail);
        await page.Context.CloseAsync();
        profile.Delete(recursive: true);
    }

    [Fact]
    public async Task A_web_view_has_null_where_storage_would_be()
    {
        var page = await Site.OpenWindowAsync();
        await page.AddInitScriptAsync(
            """
            for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "BroadcastChannel"]) {
              Object.defineProperty(window, name, { value: null });
            }
            delete Navigator.prototype.serviceWorker;
            """);
        var mail = await Site.StartAsync(page, Words, People.NewEmail("karin"));
        await page.UnlockAsync(Words, mail);
        var file = People.NewFile("foto.jpg", 1000);
        await page.WriteAsync(Words, "Verwijzing", "Zonder opslag.", file);
        await page.SendAsync(Words, "Zonder opslag.");
        (await page.DownloadAsync("foto.jpg")).ShouldBe(People.HashOf(file));
        await page.GotoAsync(Site.At("/login/"));
        await page.Button(Words.LogIn).WaitForAsync();
    }
}
