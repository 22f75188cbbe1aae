using System.Diagnostics;

namespace Zegel.Browser.Tests;

/// <summary>Debian's Chromium: Playwright's own download is not used.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>What a browser in a closed network, run by root, needs.</summary>
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Where it is; installs it where that is possible.</summary>
    /// <exception cref="InvalidOperationException">It is not there and cannot be installed; the message says what to do.</exception>
    public static string Find() =>
        Places.FirstOrDefault(File.Exists)
        ?? (Run("apt-get", "update", "-qq") && Run("apt-get", "install", "-y", "-qq", "chromium") && File.Exists(Places[0])
            ? Places[0]
            : throw new InvalidOperationException("Chromium is missing. Install it: sudo apt-get install chromium."));

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
