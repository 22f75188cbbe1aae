// Stands in for Otp.NET 1.4.1.
using System.Globalization;
using System.Text;

namespace OtpNet;

/// <summary>The <c>otpauth://</c> address that an authenticator app reads from a QR code.</summary>
public class OtpUri
{
    public OtpUri(
        OtpType schema,
        string secret,
        string user,
        string? issuer = null,
        OtpHashMode algorithm = OtpHashMode.Sha1,
        int digits = 6,
        int period = 30,
        long counter = 0)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        Type = schema;
        Secret = secret;
        User = user;
        Issuer = issuer;
        Algorithm = algorithm;
        Digits = digits;
        Period = period;
        Counter = counter;
    }

    public OtpUri(
        OtpType schema,
        byte[] secret,
        string user,
        string? issuer = null,
        OtpHashMode algorithm = OtpHashMode.Sha1,
        int digits = 6,
        int period = 30,
        long counter = 0)
        : this(schema, Base32Encoding.ToString(secret), user, issuer, algorithm, digits, period, counter)
    {
    }

    public OtpType Type { get; }

    /// <summary>The secret in Base32.</summary>
    public string Secret { get; }

    public string User { get; }

    public string? Issuer { get; }

    public OtpHashMode Algorithm { get; }

    public int Digits { get; }

    /// <summary>How long a code holds, in seconds.</summary>
    public int Period { get; }

    public long Counter { get; }

    public Uri ToUri() => new(ToString());

    public override string ToString()
    {
        var hasIssuer = !string.IsNullOrWhiteSpace(Issuer);
        var issuer = hasIssuer ? Uri.EscapeDataString(Issuer!) : "";
        var label = hasIssuer ? $"{issuer}:" : "";

        var uri = new StringBuilder();
        uri.Append(CultureInfo.InvariantCulture, $"otpauth://{(Type == OtpType.Totp ? "totp" : "hotp")}/");
        uri.Append(CultureInfo.InvariantCulture, $"{label}{Uri.EscapeDataString(User)}?secret={Secret.TrimEnd('=')}");
        if (hasIssuer)
        {
            uri.Append(CultureInfo.InvariantCulture, $"&issuer={issuer}");
        }

        uri.Append(CultureInfo.InvariantCulture, $"&algorithm={AlgorithmName}&digits={Digits}");
        return Type == OtpType.Totp
            ? uri.Append(CultureInfo.InvariantCulture, $"&period={Period}").ToString()
            : uri.Append(CultureInfo.InvariantCulture, $"&counter={Counter}").ToString();
    }

    private string AlgorithmName => Algorithm switch
    {
        OtpHashMode.Sha256 => "SHA256",
        OtpHashMode.Sha512 => "SHA512",
        _ => "SHA1",
    };
}
