using System.Buffers.Binary;
using System.Buffers.Text;

namespace Zegel.Functions.Security;

/// <summary>
/// The one secret of a deployment, 32 random bytes, and what is derived from it: link secrets, codes, the key of
/// address look-ups and the pepper of passwords. Derived secrets are never stored; raising a version ends them.
/// <code>
/// purpose key = HKDF-SHA256(root, info = "zegel/1/" + purpose)          (RFC 5869)
/// link        = base64url(HMAC-SHA256(key "link",  id ‖ 0x00 ‖ LE32 version))            32 bytes
/// mail code   = Crockford(first 40 bits of HMAC-SHA256(key "mail-code", id ‖ 0x00))      8 characters
/// SMS code    = first 64 bits, big-endian, of HMAC-SHA256(key "sms-code", id ‖ 0x00) mod 10^6, six digits
/// reset code  = first 64 bits, big-endian, of HMAC-SHA256(key "reset-code", id ‖ 0x00) mod 10^8, eight digits
/// look-up     = hex(HMAC-SHA256(key "lookup/" + kind, value))
/// </code>
/// </summary>
/// <remarks>Does not protect against someone who runs code as the function app: it can ask for the root.</remarks>
public sealed class RootSecret
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly byte[] root;
    private readonly byte[] linkKey;
    private readonly byte[] mailCodeKey;
    private readonly byte[] smsCodeKey;

    /// <summary>Takes 32 random bytes.</summary>
    public RootSecret(byte[] root)
    {
        if (root.Length != 256 / 8)
        {
            throw new ArgumentException("The root secret has 32 bytes.", nameof(root));
        }

        this.root = root;
        linkKey = Key("link");
        mailCodeKey = Key("mail-code");
        smsCodeKey = Key("sms-code");
    }

    /// <summary>The secret half of a link.</summary>
    public string LinkSecret(string id, int version)
    {
        Span<byte> suffix = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(suffix, version);
        return Base64Url.EncodeToString(Mac(linkKey, id, suffix));
    }

    /// <summary>The id under which the link to set an account's password is derived, apart from its invitation's.</summary>
    public static string PasswordLinkOf(string accountId) => "password~" + accountId;

    /// <summary>The code of a mailed challenge: eight Crockford characters, 40 bits.</summary>
    public string MailCode(string challengeId)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(Mac(mailCodeKey, challengeId, []));
        return string.Create(SecurityNumbers.MailCodeLength, bits, static (code, value) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = Crockford[(int)((value >> (59 - (5 * i))) & 31)];
            }
        });
    }

    /// <summary>The code of an SMS challenge: six digits.</summary>
    /// <remarks>64 bits modulo 10⁶: the bias is below 10⁻¹³.</remarks>
    public string SmsCode(string challengeId) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Mac(smsCodeKey, challengeId, [])) % 1_000_000)
        .ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The id under which the link to a request for access is derived.</summary>
    public static string RequestLinkOf(string linkId) => "request~" + linkId;

    /// <summary>The code that the service desk says after a reset: digits, easy to say by phone.</summary>
    /// <remarks>64 bits modulo 10⁸: the bias is below 10⁻¹¹.</remarks>
    public string ResetCode(string id) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Mac(Key("reset-code"), id, [])) % 100_000_000)
        .ToString("D" + SecurityNumbers.ResetCodeLength, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The key under which something is found by a value that is not to stand in a key itself.</summary>
    /// <param name="kind">What kind of value, such as <c>email</c>.</param>
    /// <param name="value">The normalised value.</param>
    public string LookUp(string kind, string value) => Convert.ToHexStringLower(Mac(Key("lookup/" + kind), value, []));

    /// <summary>The key of a purpose.</summary>
    public byte[] Key(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, root, 256 / 8, info: Encoding.UTF8.GetBytes("zegel/1/" + purpose));

    private static byte[] Mac(byte[] key, string id, ReadOnlySpan<byte> suffix) =>
        HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(id), 0, .. suffix]);
}
