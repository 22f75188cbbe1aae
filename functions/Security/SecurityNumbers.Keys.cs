namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>How long a process knows the versions of a vault's key before it asks again.</summary>
    public static readonly TimeSpan KeyVersionKept = TimeSpan.FromMinutes(10);

    /// <summary>A note of where a wrapped key will stand is kept this long when nothing came to stand there.</summary>
    public static readonly TimeSpan KeyPlaceKept = TimeSpan.FromHours(1);

    /// <summary>Keys wrapped anew in one run of the timer, every five minutes.</summary>
    public const int KeysWrappedAtOnce = 500;

    /// <summary>A key that could not be wrapped anew is tried again, and told again, after this.</summary>
    public static readonly TimeSpan RefusedKeyRetry = TimeSpan.FromDays(1);
}
