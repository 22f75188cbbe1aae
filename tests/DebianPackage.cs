using System.ComponentModel;
using System.Diagnostics;

namespace Zegel.Tests;

/// <summary>A program that tests need and Debian has; installed where that is possible.</summary>
public static class DebianPackage
{
    private static readonly Lock Installing = new();

    /// <summary>The first of <paramref name="places"/> that exists, after an installation when there is none.</summary>
    /// <exception cref="InvalidOperationException">It is not there and cannot be installed; the message says what to do.</exception>
    public static string Find(string package, params ReadOnlySpan<string> places)
    {
        lock (Installing)
        {
            if (FirstOf(places) is null)
            {
                _ = Runs("apt-get", "update", "-qq") && Runs("apt-get", "install", "-y", "-qq", package);
            }
        }

        return FirstOf(places)
            ?? throw new InvalidOperationException($"{package} is missing. Install it: sudo apt-get install {package}.");
    }

    private static string? FirstOf(ReadOnlySpan<string> places)
    {
        foreach (var place in places)
        {
            if (File.Exists(place))
            {
                return place;
            }
        }

        return null;
    }

    private static bool Runs(string program, params string[] arguments)
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
        catch (Win32Exception)
        {
            return false;
        }
    }
}
