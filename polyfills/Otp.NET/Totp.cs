// Stands in for Otp.NET 1.4.1.
namespace OtpNet;

/// <summary>Time-based codes (RFC 6238).</summary>
public class Totp : Otp
{
    public Totp(
        byte[] secretKey,
        int step = 30,
        OtpHashMode mode = OtpHashMode.Sha1,
        int totpSize = 6,
        TimeCorrection? timeCorrection = null)
        : this(new InMemoryKey(secretKey), step, mode, totpSize, timeCorrection)
    {
    }

    public Totp(
        IKeyProvider key,
        int step = 30,
        OtpHashMode mode = OtpHashMode.Sha1,
        int totpSize = 6,
        TimeCorrection? timeCorrection = null)
        : base(key, mode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(totpSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(totpSize, 10);
        Step = step;
        TotpSize = totpSize;
        TimeCorrection = timeCorrection ?? TimeCorrection.UncorrectedInstance;
    }

    /// <summary>How long a code holds, in seconds.</summary>
    public int Step { get; }

    /// <summary>How many decimals a code has.</summary>
    public int TotpSize { get; }

    public TimeCorrection TimeCorrection { get; }

    public string ComputeTotp() => Compute(CurrentStep(), _hashMode);

    public string ComputeTotp(DateTime timestamp) => Compute(StepOf(timestamp), _hashMode);

    public bool VerifyTotp(string totp, out long timeStepMatched, VerificationWindow? window = null) =>
        Verify(CurrentStep(), totp, out timeStepMatched, window);

    /// <summary>
    /// Whether the code is right at <paramref name="timestamp"/> (UTC). The caller keeps
    /// <paramref name="timeStepMatched"/> and refuses a step that is not newer: nothing here remembers used codes.
    /// </summary>
    public bool VerifyTotp(
        DateTime timestamp, string totp, out long timeStepMatched, VerificationWindow? window = null) =>
        Verify(StepOf(timestamp), totp, out timeStepMatched, window);

    public int RemainingSeconds() => RemainingOf(TimeCorrection.CorrectedUtcNow);

    public int RemainingSeconds(DateTime timestamp) => RemainingOf(TimeCorrection.GetCorrectedTime(timestamp));

    public DateTime WindowStart() => StartOf(TimeCorrection.CorrectedUtcNow);

    public DateTime WindowStart(DateTime timestamp) => StartOf(TimeCorrection.GetCorrectedTime(timestamp));

    protected override string Compute(long counter, OtpHashMode mode) => Truncate(counter, mode, TotpSize);

    private long CurrentStep() => UnixSeconds(TimeCorrection.CorrectedUtcNow) / Step;

    private long StepOf(DateTime timestamp) => UnixSeconds(TimeCorrection.GetCorrectedTime(timestamp)) / Step;

    private int RemainingOf(DateTime timestamp) => Step - (int)(UnixSeconds(timestamp) % Step);

    private DateTime StartOf(DateTime timestamp) =>
        timestamp.AddTicks(-((timestamp.Ticks - DateTime.UnixEpoch.Ticks) % (TimeSpan.TicksPerSecond * Step)));

    // The kind of the time is ignored: ticks are taken as UTC.
    private static long UnixSeconds(DateTime timestamp) =>
        (timestamp.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
