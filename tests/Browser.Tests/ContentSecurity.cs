using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>What the browser says of our pages, whom they talk to, and what they leave behind.</summary>
public sealed class ContentSecurity(Site site) : BrowserTest(site)
{
    private static readonly Words Words = Words.Nl;

    [Fact]
    public async Task The_whole_loop_breaks_no_policy_asks_nobody_else_and_leaves_nothing_behind()
    {
        await using var own = await Site.AnotherAsync();
        var subject = People.NewSubject("Verwijzing");
        var file = People.NewFile("verwijzing.pdf", 20_000);
        var (visitor, mail) = await own.VisitorAsync(Words);
        await visitor.WriteAsync(Words, subject, "Wanneer kan ik terecht?", file);
        await own.NextMessageAsync(own.Staff.Email, () => visitor.SendAsync(Words, "Wanneer kan ik terecht?"));
        var staff = await own.LogInAsync(Words);
        await staff.ReadAsync(subject, "Wanneer kan ik terecht?");
        (await staff.DownloadAsync("verwijzing.pdf")).ShouldBe(People.HashOf(file));

        own.Complaints.Where(complaint => !IsExpected(complaint)).ShouldBeEmpty();
        own.Requests.Where(request => !IsOurs(request, own)).ShouldBeEmpty();
        string[] secrets =
        [
            Mails.CodeIn(mail), Mails.LinkIn(mail).Split('.')[^1], Uri.EscapeDataString(mail.To), own.Staff.Password, "Verwijzing", "verwijzing",
        ];
        foreach (var secret in secrets)
        {
            own.Requests.ShouldAllBe(request => !request.Contains(secret, StringComparison.Ordinal));
        }

        await LeavesNothingAsync(visitor, "__Host-visitor");
        await LeavesNothingAsync(staff, "__Host-session", "__Host-device");
    }

    [Fact]
    public async Task A_script_or_style_that_got_in_does_not_run()
    {
        var page = await Site.OpenWindowAsync();
        await page.GotoAsync(Site.At("/"));
        var refused = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const refused = [];
              document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
              const attempt = (act) => { try { act(); } catch (error) { refused.push(error.name); } };
              attempt(() => { document.body.innerHTML = "<img src=x onerror=alert(1)>"; });
              const script = document.createElement("script");
              attempt(() => { script.src = "https://example.com/script.js"; });
              const style = document.createElement("style");
              style.textContent = "body { display: none }";
              document.head.append(style);
              document.body.setAttribute("style", "display: none");
              attempt(() => document.body.setAttribute("onclick", "alert(1)"));
              await fetch("https://example.com/").catch(() => refused.push("fetch"));
              while (!refused.includes("connect-src")) {
                await new Promise(requestAnimationFrame);
              }
              return refused;
            }
            """);

        string[] wanted = ["TypeError", "require-trusted-types-for", "style-src-elem", "style-src-attr", "connect-src", "fetch"];
        foreach (var one in wanted)
        {
            refused.ShouldContain(one);
        }

        (await page.Locator("body").IsVisibleAsync()).ShouldBeTrue();
    }

    /// <summary>Its cookies, which scripts cannot see; of what scripts can keep only the language, and of uploads nothing.</summary>
    private static async Task LeavesNothingAsync(IPage page, params string[] names)
    {
        var cookies = await page.Context.CookiesAsync();
        cookies.Select(one => one.Name).ShouldBe(names, ignoreOrder: true);
        cookies.ShouldAllBe(one => one.HttpOnly && one.Secure && one.SameSite != SameSiteAttribute.None && one.Path == "/");
        (await page.EvaluateAsync<string>("() => document.cookie")).ShouldBeEmpty();

        // The language is kept once somebody chose one.
        await page.GetByTitle("English").ClickAsync();
        await page.Locator("html[lang=en]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await page.EvaluateAsync<string[]>(
            """
            async () => [
              ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
              ...(await indexedDB.databases()).map(({ name }) => name),
            ]
            """)).ShouldBe(["zegel-language", "zegel-uploads"]);
        (await page.KeptOfUploadsAsync()).ShouldBe(0);
    }

    /// <summary>The header is right; this Chromium does not know one of the features that it names.</summary>
    private static bool IsExpected(string complaint) =>
        complaint.Contains("Permissions-Policy", StringComparison.Ordinal)
        && complaint.Contains("'bluetooth'", StringComparison.Ordinal);

    private static bool IsOurs(string request, Site own)
    {
        var address = request.Split(' ')[1];
        return address.StartsWith(own.Cloud.SiteAddress.ToString(), StringComparison.Ordinal)
            || address.StartsWith(own.Cloud.Azurite.BlobEndpoint.ToString(), StringComparison.Ordinal)
            || address.StartsWith("blob:" + own.Cloud.SiteAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            || address is "about:blank";
    }
}
