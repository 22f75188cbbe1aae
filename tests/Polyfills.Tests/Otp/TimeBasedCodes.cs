using System.Diagnostics;
using System.Globalization;
using System.Text;
using OtpNet;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Otp;

public sealed class TimeBasedCodes
{
    // RFC 6238 appendix B: the seed is as long as the hash.
    private const string Seed = "1234567890123456789012345678901234567890123456789012345678901234";

    [Theory]
    [InlineData(59, OtpHashMode.Sha1, "94287082")]
    [InlineData(59, OtpHashMode.Sha256, "46119246")]
    [InlineData(59, OtpHashMode.Sha512, "90693936")]
    [InlineData(1111111109, OtpHashMode.Sha1, "07081804")]
    [InlineData(1111111109, OtpHashMode.Sha256, "68084774")]
    [InlineData(1111111109, OtpHashMode.Sha512, "25091201")]
    [InlineData(1234567890, OtpHashMode.Sha1, "89005924")]
    [InlineData(2000000000, OtpHashMode.Sha512, "38618901")]
    [InlineData(20000000000, OtpHashMode.Sha1, "65353130")]
    [InlineData(20000000000, OtpHashMode.Sha256, "77737706")]
    public void The_vectors_of_rfc_6238_hold(long seconds, OtpHashMode mode, string code)
    {
        var length = mode switch { OtpHashMode.Sha256 => 32, OtpHashMode.Sha512 => 64, _ => 20 };
        var totp = new Totp(Encoding.ASCII.GetBytes(Seed[..length]), mode: mode, totpSize: 8);

        totp.ComputeTotp(DateTime.UnixEpoch.AddSeconds(seconds)).ShouldBe(code);
    }

    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void The_vectors_of_rfc_4226_hold(long counter, string code)
    {
        var hotp = new Hotp(Encoding.ASCII.GetBytes(Seed[..20]));

        hotp.ComputeHOTP(counter).ShouldBe(code);
        hotp.VerifyHotp(code, counter).ShouldBeTrue();
        hotp.VerifyHotp(code, counter + 1).ShouldBeFalse();
    }

    [Fact]
    public async Task Oathtool_agrees_on_random_secrets()
    {
        for (var i = 0; i < 5; i++)
        {
            var secret = KeyGeneration.GenerateRandomKey();
            var at = DateTime.UnixEpoch.AddSeconds(1_700_000_000 + (i * 7919));

            new Totp(secret).ComputeTotp(at).ShouldBe(await OathtoolAsync(Base32Encoding.ToString(secret), at));
        }
    }

    [Fact]
    public void A_window_accepts_a_step_before_and_after_and_says_which()
    {
        var totp = new Totp(Encoding.ASCII.GetBytes(Seed[..20]));
        var now = DateTime.UnixEpoch.AddSeconds(3000);
        var earlier = totp.ComputeTotp(now.AddSeconds(-30));

        totp.VerifyTotp(now, earlier, out var matched, VerificationWindow.RfcSpecifiedNetworkDelay).ShouldBeTrue();
        matched.ShouldBe(99);
        totp.VerifyTotp(now, earlier, out matched).ShouldBeFalse();
        matched.ShouldBe(0);
        totp.VerifyTotp(now, totp.ComputeTotp(now.AddSeconds(-60)), out _, VerificationWindow.RfcSpecifiedNetworkDelay)
            .ShouldBeFalse();
        var later = totp.ComputeTotp(now.AddSeconds(30));
        totp.VerifyTotp(now, later, out matched, VerificationWindow.RfcSpecifiedNetworkDelay)
            .ShouldBeTrue();
        matched.ShouldBe(101);
    }

    [Fact]
    public void Candidates_run_from_now_back_and_then_on()
    {
        new VerificationWindow(2, 2).ValidationCandidates(10).ShouldBe([10, 9, 8, 11, 12]);
        new VerificationWindow(2, 1).ValidationCandidates(1).ShouldBe([1, 0, 2]);
    }

    [Fact]
    public void A_code_says_how_long_it_holds()
    {
        var totp = new Totp(new byte[20]);

        totp.RemainingSeconds(DateTime.UnixEpoch.AddSeconds(61)).ShouldBe(29);
        totp.WindowStart(DateTime.UnixEpoch.AddSeconds(61)).ShouldBe(DateTime.UnixEpoch.AddSeconds(60));
    }

    private static async Task<string> OathtoolAsync(string base32, DateTime at)
    {
        var now = at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("oathtool", ["--totp", "--base32", base32, "--now", now])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        try
        {
            using var oathtool = Process.Start(start)!;
            var code = await oathtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            return code.Trim();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException("oathtool is needed: apt-get install -y oathtool", exception);
        }
    }
}
