using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtpNet;
using Shouldly;
using Xunit;

namespace Zegel.Polyfills.Tests.Otp;

public sealed class SecretsAndAddresses
{
    // RFC 4648 section 10.
    [Theory]
    [InlineData("f", "MY======")]
    [InlineData("fo", "MZXQ====")]
    [InlineData("foo", "MZXW6===")]
    [InlineData("foob", "MZXW6YQ=")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI======")]
    public void The_vectors_of_rfc_4648_hold(string text, string base32)
    {
        Base32Encoding.ToString(Encoding.ASCII.GetBytes(text)).ShouldBe(base32);
        Base32Encoding.ToBytes(base32).ShouldBe(Encoding.ASCII.GetBytes(text));
        Base32Encoding.ToBytes(base32.TrimEnd('=').ToLowerInvariant()).ShouldBe(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void What_goes_in_comes_out() =>
        Prop.ForAll<NonEmptyArray<byte>>(
            bytes => Base32Encoding.ToBytes(Base32Encoding.ToString(bytes.Get)).AsSpan().SequenceEqual(bytes.Get))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("MY 1")]
    [InlineData("MZ-XW")]
    [InlineData("MZXW0")]
    public void Another_character_is_refused(string input) =>
        Should.Throw<ArgumentException>(() => Base32Encoding.ToBytes(input));

    [Theory]
    [InlineData(OtpHashMode.Sha1, 20)]
    [InlineData(OtpHashMode.Sha256, 32)]
    [InlineData(OtpHashMode.Sha512, 64)]
    public void A_secret_is_as_long_as_its_hash(OtpHashMode mode, int length) =>
        KeyGeneration.GenerateRandomKey(mode).Length.ShouldBe(length);

    [Fact]
    public void An_address_names_issuer_and_user() =>
        new OtpUri(OtpType.Totp, "JBSWY3DPEHPK3PXP", "alice@google.com", "ACME Co").ToString().ShouldBe(
            "otpauth://totp/ACME%20Co:alice%40google.com?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co" +
            "&algorithm=SHA1&digits=6&period=30");

    [Fact]
    public void An_address_without_issuer_leaves_it_out_and_a_counter_replaces_the_period() =>
        new OtpUri(OtpType.Hotp, "MY======", "anna", algorithm: OtpHashMode.Sha512, counter: 7).ToString()
            .ShouldBe("otpauth://hotp/anna?secret=MY&algorithm=SHA512&digits=6&counter=7");
}
