using OtpNet;

namespace Zegel.Functions.Accounts;

/// <summary>Codes of authenticator apps: RFC 6238 with SHA-1, 30 seconds, six digits: what every app knows.</summary>
public static class AppCodes
{
    /// <summary>
    /// The time step of a right code, or null. One step earlier and later counts too, for clocks that differ; a step is
    /// accepted once (RFC 6238 section 5.2).
    /// </summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="lastStep">The step of the last accepted code; only later ones count.</param>
    /// <param name="now">The moment.</param>
    public static long? Accept(byte[] secret, string code, long lastStep, DateTimeOffset now)
    {
        var totp = new Totp(secret, (int)SecurityNumbers.AppCodeStep.TotalSeconds);
        return totp.VerifyTotp(now.UtcDateTime, code, out var step, new VerificationWindow(previous: 1, future: 1))
            && step > lastStep
            ? step : null;
    }
}
