using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Zegel.Functions.Tests.World;

/// <summary>The app on somebody's phone: <c>oathtool</c>, which shares no code with the product.</summary>
public static class AuthenticatorApp
{
    /// <summary>The code it shows at a moment.</summary>
    /// <exception cref="InvalidOperationException"><c>oathtool</c> is not installed.</exception>
    public static async Task<string> CodeAsync(string secret, DateTimeOffset at)
    {
        var now = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("oathtool", ["--totp", "--base32", secret, "--now", now])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        try
        {
            using var oathtool = Process.Start(start)!;
            return (await oathtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("oathtool is needed: apt-get install -y oathtool", exception);
        }
    }
}
