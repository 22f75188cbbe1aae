using Xunit;
using Zegel.Functions.Access;
using Zegel.Functions.Accounts;
using Zegel.Functions.Conversations;
using Zegel.Functions.Guests;
using Zegel.Functions.Notifications;
using Zegel.Functions.Tests.Rules;

namespace Zegel.Functions.Tests.Notifications;

/// <summary>Facts that fit every kind of notice, and the kinds by channel.</summary>
internal static class NoticeSamples
{
    public const string Link =
        "https://veilig.delinde.nl/open/#00112233445566778899aabbccddeeff01.abcABC-_0123456789abcdefghijABCDEFGHIJ0123";
    public const string Code = "ABCD2345";

    public static readonly string[] Languages = ["nl", "en"];

    public static readonly Notice[] SmsKinds = [ConversationNotices.UnlockSms, AccountNotices.LogInSms, AccountNotices.PhoneSms];

    public static readonly Notice[] SmsWithoutCode = [AccountNotices.NumberEndedSms, ConversationNotices.MailNotReached];

    public static readonly Notice[] KindsWithCode =
    [
        ConversationNotices.StarterCode, ConversationNotices.MessageWaitingWithCode, ConversationNotices.CodeAgain,
        ConversationNotices.ReminderWithCode,
        ConversationNotices.NewLinkWithCode, AccountNotices.LogInMail, AccountNotices.AddressCodeMail,
        GuestNotices.GuestAddressCode,
    ];

    public static readonly string[] HostileNames =
    [
        "<script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='x",
        "De Linde\r\nBcc: iemand@example.nl",
        "De Linde\0\u001b\u0085\u2028\u2029Code: ZZZZ9999",
        "De \u202eednil",
        "Praktijk \U0001F33F",
        "half \ud83c paar",
        "{{7*7}} ${7*7} {0} <%= 7*7 %>",
        "![x](https://kwaad.example/x.png)",
        "</title></style><img src=https://kwaad.example/x>",
        "&lt;b&gt; &amp;amp; %2525",
    ];

    public static NoticeFacts Facts(string language) => new(
        language,
        "Huidpraktijk De Linde",
        new Uri("https://veilig.delinde.nl/"),
        "Team Info",
        Link,
        Code,
        new DateTimeOffset(2026, 11, 21, 13, 5, 0, TimeSpan.Zero),
        FactorMethod.App,
        "030 123 45 67",
        "hulp@delinde.nl",
        "#0b6b4f",
        Person: "nieuw@example.nl",
        By: "conny@delinde.example");

    public static IEnumerable<TheoryDataRow<Notice, string>> Mails() =>
        from kind in EverythingDeclaredIsRegistered.Declared<Notice>().Except([.. SmsKinds, .. SmsWithoutCode, AccountNotices.Nothing])
        from language in Languages
        select new TheoryDataRow<Notice, string>(kind, language);

    public static IEnumerable<TheoryDataRow<Notice, string>> Smses() =>
        from kind in SmsKinds
        from language in Languages
        select new TheoryDataRow<Notice, string>(kind, language);
}
