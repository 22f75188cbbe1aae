namespace Zegel.Functions.Notifications;

/// <summary>How many SMS messages may go to one number, and in all.</summary>
public static class PhoneLimits
{
    /// <summary>The limits one SMS to <paramref name="phone"/> counts for.</summary>
    public static Limit[] Of(RootSecret root, string phone, SmsOptions options)
    {
        var key = root.LookUp("phone", phone);
        return
        [
            new("sms-phone", key, SecurityNumbers.SmsPerPhonePerHour, TimeSpan.FromHours(1))
            {
                Within = new("sms-phone-day", key, SecurityNumbers.SmsPerPhonePerDay, TimeSpan.FromDays(1)),
            },
            Budget(options),
        ];
    }

    /// <summary>The limit on all SMS of a day; alone for what costs a right password.</summary>
    public static Limit Budget(SmsOptions options) =>
        new("sms-budget", "all", options.MessagesPerDay, TimeSpan.FromDays(1));

    /// <summary>The limit on wrong codes for one number, over all conversations.</summary>
    public static Limit WrongCodes(RootSecret root, string phone) =>
        new("wrong-code-phone", root.LookUp("phone", phone), SecurityNumbers.WrongCodesPerPhonePerDay,
            TimeSpan.FromDays(1));
}
