using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Zegel.Tests;

/// <summary>The app on somebody's phone: <c>oathtool</c>, which shares no code with the product.</summary>
public static class AuthenticatorApp
{
    /// <summary>The code it shows at a moment.</summary>
    public static async Task<string> CodeAsync(string secret, DateTimeOffset at)
    {
        var now = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        using var oathtool = Process.Start(new ProcessStartInfo(
            DebianPackage.Find("oathtool", "/usr/bin/oathtool", "/opt/homebrew/bin/oathtool"),
            ["--totp", "--base32", secret, "--now", now])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        return (await oathtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
    }
}
