// Stands in for Otp.NET 1.4.1.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OtpNet;

/// <summary>The hash of the HMAC that a code is cut from.</summary>
public enum OtpHashMode
{
    Sha1,
    Sha256,
    Sha512,
}

/// <summary>What moves a code on: time or a counter.</summary>
public enum OtpType
{
    Totp,
    Hotp,
}

/// <summary>What counter-based (RFC 4226) and time-based (RFC 6238) codes share.</summary>
public abstract class Otp
{
    protected readonly IKeyProvider _secretKey;
    protected readonly OtpHashMode _hashMode;

    public Otp(byte[] secretKey, OtpHashMode mode)
        : this(new InMemoryKey(secretKey), mode)
    {
    }

    public Otp(IKeyProvider key, OtpHashMode mode)
    {
        ArgumentNullException.ThrowIfNull(key);
        _secretKey = key;
        _hashMode = mode;
    }

    public OtpHashMode HashMode => _hashMode;

    protected abstract string Compute(long counter, OtpHashMode mode);

    /// <summary>Compares with every candidate of the window, in constant time each.</summary>
    protected bool Verify(long initialStep, string valueToVerify, out long matchedStep, VerificationWindow? window)
    {
        window ??= new VerificationWindow();
        foreach (var frame in window.ValidationCandidates(initialStep))
        {
            var expected = Encoding.UTF8.GetBytes(Compute(frame, _hashMode));
            if (CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(valueToVerify)))
            {
                matchedStep = frame;
                return true;
            }
        }

        matchedStep = 0;
        return false;
    }

    /// <summary>RFC 4226 section 5.3: dynamic truncation of the HMAC to <paramref name="digits"/> decimals.</summary>
    private protected string Truncate(long counter, OtpHashMode mode, int digits)
    {
        var data = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(data, counter);
        var hmac = _secretKey.ComputeHmac(mode, data);

        var offset = hmac[^1] & 0x0F;
        var value = BinaryPrimitives.ReadInt32BigEndian(hmac.AsSpan(offset)) & 0x7FFFFFFF;
        var code = value % (long)Math.Pow(10, digits);
        return code.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }
}
