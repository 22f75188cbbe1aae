using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Security;

/// <summary>Codes and link secrets, computed a second time from the description.</summary>
public sealed class DerivedSecrets
{
    private static readonly byte[] Root = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly RootSecret secret = new(Root);

    [Fact]
    public void A_link_is_an_HMAC_of_id_and_version_under_its_own_key()
    {
        var mac = HMACSHA256.HashData(Key("link"), (byte[])[.. "participant"u8, 0, 7, 0, 0, 0]);

        secret.LinkSecret("participant", 7).ShouldBe(Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        secret.LinkSecret("participant", 8).ShouldNotBe(secret.LinkSecret("participant", 7));
    }

    [Fact]
    public void An_sms_code_is_64_bits_modulo_a_million()
    {
        var mac = HMACSHA256.HashData(Key("sms-code"), (byte[])[.. "challenge"u8, 0]);
        var bits = mac.Take(8).Aggregate(0UL, (number, next) => (number << 8) | next);

        secret.Code(CodeForm.Digits, "challenge").ShouldBe((bits % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_mailed_code_is_40_bits_in_Crockfords_alphabet()
    {
        var mac = HMACSHA256.HashData(Key("mail-code"), (byte[])[.. "challenge"u8, 0]);
        var bits = string.Concat(mac.Take(5).Select(next => Convert.ToString(next, 2).PadLeft(8, '0')));
        var code = string.Concat(Enumerable.Range(0, 8).Select(i => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));

        secret.Code(CodeForm.Characters, "challenge").ShouldBe(code);
    }

    [Fact]
    public void A_look_up_is_an_HMAC_of_the_value_under_the_key_of_its_kind()
    {
        var mac = HMACSHA256.HashData(Key("lookup/email"), (byte[])[.. "anna@example.nl"u8, 0]);

        secret.LookUp("email", "anna@example.nl").ShouldBe(Convert.ToHexStringLower(mac));
        secret.LookUp("phone", "anna@example.nl").ShouldNotBe(Convert.ToHexStringLower(mac));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_root_of_another_length_is_refused(int length) =>
        Should.Throw<ArgumentException>(() => new RootSecret(new byte[length]));

    [Fact]
    public void Sms_codes_are_spread_evenly()
    {
        var counts = new int[10];
        for (var i = 0; i < 20_000; i++)
        {
            counts[secret.Code(CodeForm.Digits, $"c{i}")[0] - '0']++;
        }

        // Chi-square with nine degrees of freedom: 27.9 is passed once in a thousand times, and these draws are fixed.
        counts.Sum(count => Math.Pow(count - 2000, 2) / 2000).ShouldBeLessThan(27.9);
    }

    private static byte[] Key(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Root, 32, info: Encoding.UTF8.GetBytes("zegel/1/" + purpose));
}
