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
    private readonly byte[] root;
    private readonly byte[] linkKey;

    /// <summary>Takes 32 random bytes.</summary>
    public RootSecret(byte[] root)
    {
        if (root.Length != 256 / 8)
        {
            throw new ArgumentException("The root secret has 32 bytes.", nameof(root));
        }

        this.root = root;
        linkKey = Key("link");
    }

    /// <summary>The secret half of a link.</summary>
    public string LinkSecret(string id, int version)
    {
        Span<byte> suffix = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(suffix, version);
        return Base64Url.EncodeToString(Mac(linkKey, id, suffix));
    }

    /// <summary>The id for the link to set an account's password, apart from its invitation's.</summary>
    public static string PasswordLinkOf(string accountId) => "password~" + accountId;

    /// <summary>The one-time code of a form that is derived from an id.</summary>
    public string Code(CodeForm form, string id) =>
        form.Of(BinaryPrimitives.ReadUInt64BigEndian(Mac(Key(form.Purpose), id, [])));

    /// <summary>The id under which the link to a request for access is derived.</summary>
    public static string RequestLinkOf(string linkId) => "request~" + linkId;

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
