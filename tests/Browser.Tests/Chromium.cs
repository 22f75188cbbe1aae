using Zegel.Tests;

namespace Zegel.Browser.Tests;

/// <summary>Debian's Chromium: Playwright's own download is not used.</summary>
internal static class Chromium
{
    /// <summary>What a browser in a closed network, run by root, needs.</summary>
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Chromium without a screen of its own, in which a test costs a fifth less; installed where that is possible.</summary>
    /// <exception cref="InvalidOperationException">It is not there and cannot be installed; the message says what to do.</exception>
    public static string FindShell() => DebianPackage.Find("chromium-headless-shell", "/usr/bin/chromium-headless-shell");

    /// <summary>The whole of it, which alone has a viewer for PDFs.</summary>
    /// <exception cref="InvalidOperationException">It is not there and cannot be installed; the message says what to do.</exception>
    public static string FindWhole() =>
        DebianPackage.Find("chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
}
