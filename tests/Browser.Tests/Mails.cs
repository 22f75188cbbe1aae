using System.Text.RegularExpressions;
using Zegel.Local;

namespace Zegel.Browser.Tests;

/// <summary>What people find in their mail and on their phone.</summary>
internal static partial class Mails
{
    /// <summary>The link to a conversation or an invitation.</summary>
    public static string LinkIn(InboxMessage mail) => Link().Match(mail.Text!).Value;

    /// <summary>The id of the participant whom the link is for.</summary>
    public static string ParticipantIn(InboxMessage mail) => LinkIn(mail).Split('#', '.')[^2];

    /// <summary>The mailed code on its line, or the six digits of an SMS; empty when there is none.</summary>
    public static string CodeIn(InboxMessage message) => message.Kind == InboxKind.Sms
        ? SmsCode().Match(message.Text!).Value
        : MailCode().Match(message.Text!).Groups["code"].Value;

    /// <summary>Everything that whoever reads the mail on its way can read.</summary>
    public static string AllOf(InboxMessage mail) => $"{mail.Subject}\n{mail.Text}\n{mail.Html}";

    [GeneratedRegex(@"http\S+/(open|invitation|password|request|files|device)/#\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^Code: (?<code>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailCode();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SmsCode();
}
