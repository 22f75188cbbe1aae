// Stands in for Otp.NET 1.4.1.
namespace OtpNet;

/// <summary>The difference between this machine's clock and the right time.</summary>
public class TimeCorrection
{
    public static readonly TimeCorrection UncorrectedInstance = new();

    public TimeCorrection(DateTime correctUtc)
        : this(correctUtc, DateTime.UtcNow)
    {
    }

    public TimeCorrection(DateTime correctTime, DateTime referenceTime) =>
        CorrectionFactor = referenceTime - correctTime;

    private TimeCorrection()
    {
    }

    /// <summary>How far the clock is ahead.</summary>
    public TimeSpan CorrectionFactor { get; }

    public DateTime CorrectedUtcNow => GetCorrectedTime(DateTime.UtcNow);

    public DateTime GetCorrectedTime(DateTime referenceTime) => referenceTime - CorrectionFactor;
}
