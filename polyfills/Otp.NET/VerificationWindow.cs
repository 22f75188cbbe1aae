// Stands in for Otp.NET 1.4.1.
namespace OtpNet;

/// <summary>How many steps before and after the current one are accepted.</summary>
public class VerificationWindow(int previous = 0, int future = 0)
{
    /// <summary>One step either way, as RFC 6238 section 5.2 recommends for network delay.</summary>
    public static readonly VerificationWindow RfcSpecifiedNetworkDelay = new(1, 1);

    /// <summary>The current step first, then the earlier ones from new to old, then the later ones.</summary>
    public IEnumerable<long> ValidationCandidates(long initialFrame)
    {
        yield return initialFrame;
        for (var i = 1; i <= previous && initialFrame - i >= 0; i++)
        {
            yield return initialFrame - i;
        }

        for (var i = 1; i <= future; i++)
        {
            yield return initialFrame + i;
        }
    }
}
