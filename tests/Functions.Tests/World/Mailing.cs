using System.Text.RegularExpressions;
using Zegel.Local;

namespace Zegel.Functions.Tests.World;

/// <summary>Mails of an account, told apart by what their subject says (in Dutch).</summary>
public static partial class Mailing
{
    public const string Invitation = "heeft een account voor u";
    public const string PasswordLink = "stel uw wachtwoord in";
    public const string PasswordSet = "uw wachtwoord is ingesteld";
    public const string LogInCode = "uw code om in te loggen";
    public const string AddressCode = "bevestig codes per mail";
    public const string FactorAdded = "tweede stap toegevoegd";
    public const string FactorRemoved = "tweede stap verwijderd";
    public const string RecoveryCodeUsed = "er is een herstelcode gebruikt";
    public const string RecoveryCodesMade = "nieuwe herstelcodes";
    public const string CodesDisabled = "te veel verkeerde codes";
    public const string ManyWrongPasswords = "vaak een verkeerd wachtwoord";
    public const string DeviceCopied = "u bent afgemeld";
    public const string PasskeyCopied = "een passkey is geweigerd";
    public const string FactorReset = "uw tweede stap is gereset";
    public const string SecondFactorReminder = "kies een tweede stap";
    public const string SecondFactorRequired = "een tweede stap is nu nodig";
    public const string SignInPolicyChanged = "de regels voor inloggen veranderen";

    /// <summary>The mails to an address whose subject says this, newest first.</summary>
    public static IReadOnlyList<InboxMessage> Mails(this TestWorld world, string to, string subject) =>
        [.. world.Inbox.To(to).Where(mail => mail.Subject?.Contains(subject, StringComparison.Ordinal) == true)];

    /// <summary>The mail with this subject that comes because of <paramref name="act"/>, whatever else comes.</summary>
    public static async Task<InboxMessage> NextMailAsync(this TestWorld world, string to, string subject, Func<Task> act)
    {
        var before = world.Mails(to, subject).Count;
        await act();
        await Waiting.UntilAsync($"a mail '{subject}'", () => world.Mails(to, subject).Count > before);
        return world.Mails(to, subject)[0];
    }

    /// <summary>The six digits in a message.</summary>
    public static string CodeIn(InboxMessage message) => SixDigits().Match(message.Text!).Value;

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}
