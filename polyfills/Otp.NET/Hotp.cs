// Stands in for Otp.NET 1.4.1.
namespace OtpNet;

/// <summary>Counter-based codes (RFC 4226).</summary>
public class Hotp : Otp
{
    public Hotp(byte[] secretKey, OtpHashMode mode = OtpHashMode.Sha1, int hotpSize = 6)
        : this(new InMemoryKey(secretKey), mode, hotpSize)
    {
    }

    public Hotp(IKeyProvider key, OtpHashMode mode = OtpHashMode.Sha1, int hotpSize = 6)
        : base(key, mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hotpSize, 6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hotpSize, 8);
        HotpSize = hotpSize;
    }

    /// <summary>How many decimals a code has.</summary>
    public int HotpSize { get; }

    public string ComputeHOTP(long counter) => Compute(counter, _hashMode);

    public bool VerifyHotp(string hotp, long counter) => Verify(counter, hotp, out _, null);

    protected override string Compute(long counter, OtpHashMode mode) => Truncate(counter, mode, HotpSize);
}
