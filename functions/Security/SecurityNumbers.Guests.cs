namespace Zegel.Functions.Security;

public static partial class SecurityNumbers
{
    /// <summary>Without a log-in in so many days a guest is removed, unless the organisation says otherwise.</summary>
    public const int GuestInactiveDays = 90;

    /// <summary>Days that "Keep my access" and extending add, unless the organisation says otherwise.</summary>
    public const int GuestExtendDays = 90;

    /// <summary>Days from today after which no guest's access lasts without being extended.</summary>
    public const int GuestMostDays = 730;

    /// <summary>Days before a guest is removed on which guest and sponsor are warned.</summary>
    public static readonly IReadOnlyList<int> GuestWarningDays = [30, 7];

    /// <summary>Days in which a removed guest can be restored; then it is gone for good.</summary>
    public const int GuestRestoreDays = 30;

    /// <summary>Guests that are extended or handed over at once.</summary>
    public const int GuestsAtOnce = 100;

    /// <summary>Guests that one sponsor asks for in a day.</summary>
    public const int GuestsAskedPerDay = 100;

    /// <summary>Codes that confirm another address of a guest work this long.</summary>
    public static readonly TimeSpan AddressCodeLifetime = TimeSpan.FromMinutes(30);
}
