using System.Diagnostics;
using System.Reflection;

namespace Zegel.Local;

/// <summary>The npm packages a folder pins in its <c>package-lock.json</c>, installed on first use.</summary>
public static class NpmPackages
{
    /// <summary>The folder that holds <c>Zegel.slnx</c>, as it was when this assembly was built.</summary>
    public static string RepositoryRoot { get; } = typeof(NpmPackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>
    /// Runs <c>npm ci</c> in <paramref name="folder"/> (relative to the repository) unless what its lock file pins is
    /// there already. Safe when several processes ask at the same time.
    /// </summary>
    /// <returns>The full path of the folder.</returns>
    /// <exception cref="InvalidOperationException">npm is missing or failed; the message says what to do.</exception>
    public static string Ensure(string folder)
    {
        var path = Path.Combine(RepositoryRoot, folder);
        var stamp = Path.Combine(path, "node_modules", ".zegel-lock");
        var wanted = File.ReadAllText(Path.Combine(path, "package-lock.json"));

        // A named mutex: `dotnet test` starts several test processes that all want the same packages.
        using var mutex = new Mutex(false, "zegel-npm-" + folder.Replace('/', '-'));
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The process that held it died half-way; the stamp below decides whether its work was finished.
        }

        try
        {
            if (!File.Exists(stamp) || File.ReadAllText(stamp) != wanted)
            {
                Run(path, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
                File.WriteAllText(stamp, wanted);
            }
        }
        finally
        {
            mutex.ReleaseMutex();
        }

        return path;
    }

    /// <summary>Puts the third-party modules of the site in <c>static-web/vendor/</c>, from where pages take them.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed; the message says what to do.</exception>
    public static void FillVendor()
    {
        Ensure("infra/site");
        Run(RepositoryRoot, "node", Path.Combine("infra", "scripts", "copy-vendor.mjs"));
    }

    private static void Run(string path, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = StartOrExplain(start);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' failed in {path}:{Environment.NewLine}{errors.Result}");
        }
    }

    private static Process StartOrExplain(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("Node.js 20 or newer with npm is needed: https://nodejs.org.", exception);
        }
    }
}
