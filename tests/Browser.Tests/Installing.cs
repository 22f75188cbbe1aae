using Shouldly;
using Xunit;

namespace Zegel.Browser.Tests;

/// <summary>A phone can put the site among its apps, and keeps no answer of the service.</summary>
public sealed class Installing(Site site) : BrowserTest(site)
{
    [Fact]
    public async Task The_browser_finds_nothing_that_stands_in_the_way()
    {
        var page = await Site.OpenWindowAsync(width: 360);
        await page.GotoAsync(Site.At("/login/"));
        var phone = await page.Context.NewCDPSessionAsync(page);

        var manifest = (await phone.SendAsync("Page.getAppManifest"))!.Value;
        manifest.GetProperty("url").GetString().ShouldBe(Site.At("/site.webmanifest"));
        manifest.GetProperty("errors").GetArrayLength().ShouldBe(0);
        manifest.GetProperty("data").GetString().ShouldNotBeNullOrEmpty();
        var errors = (await phone.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
        // A window of a test is one that keeps nothing, in which no browser installs anything.
        errors.EnumerateArray().Select(error => error.GetProperty("errorId").GetString()).Where(error => error != "in-incognito")
            .ShouldBeEmpty();
        var served = await page.APIRequest.GetAsync(Site.At("/site.webmanifest"));
        served.Headers["content-type"].ShouldStartWith("application/manifest+json");
        var answer = await page.APIRequest.GetAsync(Site.At("/api/organisation"));
        answer.Headers["cache-control"].ShouldContain("no-store");
    }
}
