using System.Diagnostics;
using Shouldly;
using Xunit;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>The modules of the site that need no page: their tests, their types and their rules.</summary>
public sealed class WebUnitTests
{
    [Theory]
    [InlineData("test")]
    [InlineData("types")]
    [InlineData("lint")]
    public async Task The_modules_of_the_site_pass(string script)
    {
        NpmPackages.Ensure("local");
        NpmPackages.Ensure("infra/site");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["run", "--silent", script])
        {
            WorkingDirectory = NpmPackages.Ensure("tests/web"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        var output = await npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);

        npm.ExitCode.ShouldBe(0, output + await errors);
    }
}
