using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>Finding things as a person does: by their names.</summary>
internal static partial class Finding
{
    private static readonly bool ArePicturesKept = Environment.GetEnvironmentVariable("ZEGEL_PICTURES") is not null;

    private static readonly PageAssertionsToHaveURLOptions Patient = new() { Timeout = 90_000 };

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A button that can be pressed: on the mailbox, one that says that the page is there.</summary>
    public static ILocator EnabledButton(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true, Disabled = false });

    public static ILocator Field(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    /// <summary>What stands in a field, also in the one in which staff write, whose lines are elements.</summary>
    public static Task<string> TypedAsync(this IPage page, string label) => page.Field(label).EvaluateAsync<string>(
        "(box) => box.value ?? [...box.querySelectorAll('p')].map((line) => line.textContent).join('\\n')");

    /// <summary>The one heading that says what the page is about.</summary>
    public static ILocator Title(this IPage page, string text) =>
        page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = text });

    /// <summary>The text of a message that is open.</summary>
    public static ILocator MessageText(this IPage page, string text) =>
        page.Locator(".message-body:visible").Filter(new() { HasText = text });

    /// <summary>A conversation in the list of the mailbox.</summary>
    public static ILocator Row(this IPage page, string subject) =>
        page.Locator(".list").GetByRole(AriaRole.Link).Filter(new() { HasText = subject });

    /// <summary>The button that saves an attachment, whose label begins with its name and says more.</summary>
    public static ILocator Attachment(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + Regex.Escape(name).Replace("/", "\\/", StringComparison.Ordinal) + ": ", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    /// <summary>What can be done with a message, the oldest that is here.</summary>
    public static ILocator More(this IPage page) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = MoreOfMessage() }).First;

    [GeneratedRegex("^(?:Meer over het|More about the) ", RegexOptions.None, 1000)]
    private static partial Regex MoreOfMessage();

    /// <summary>
    /// The page comes to an address of the site. The browser is asked where it is until it is there: what it tells of its own accord
    /// may come between a test's look and its listening.
    /// </summary>
    public static Task ArriveAsync(this IPage page, string path) => Assertions.Expect(page).ToHaveURLAsync(Address(path), Patient);

    /// <summary>The page goes away from an address of the site.</summary>
    public static Task LeaveAsync(this IPage page, string path) => Assertions.Expect(page).Not.ToHaveURLAsync(Address(path), Patient);

    private static Regex Address(string path) =>
        new($"^https?://[^/]+{Regex.Escape(path)}([?#].*)?$", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>What went wrong, and is read at once.</summary>
    public static ILocator Alert(this IPage page, string text) =>
        page.GetByRole(AriaRole.Alert).Filter(new() { HasText = text });

    /// <summary>Keeps what a screen looks like, for people to judge, when <c>ZEGEL_PICTURES</c> is set: they take a minute.</summary>
    public static Task ShowAsync(this IPage page, string name) =>
        ArePicturesKept ? page.KeepPictureAsync(name) : Task.CompletedTask;

    /// <summary>Keeps a picture of the page under <c>artifacts/screenshots</c>; not part of the repository.</summary>
    public static async Task KeepPictureAsync(this IPage page, string name)
    {
        var language = await page.EvaluateAsync<string>("() => document.documentElement.lang");
        var file = $"{name.Replace(",", null).Replace(' ', '-')}.{language}.{page.ViewportSize!.Width}.png";
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(NpmPackages.RepositoryRoot, "artifacts", "screenshots", file),
            FullPage = true,
        });
    }
}
