using System.Globalization;
using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;
using Zegel.Functions.Administration;
using Zegel.Functions.Conversations.Writing;
using Zegel.Functions.Http;
using Zegel.Functions.Organisations;
using Zegel.Functions.Sealing;
using Zegel.Functions.Security;

namespace Zegel.Functions.Tests.Rules;

/// <summary>
/// <c>static-web/js/limits.js</c> is made from the numbers of the functions that the pages need too. With
/// <c>ZEGEL_WRITE_DOCS</c> set this test writes it, else it compares.
/// </summary>
public sealed class LimitsAreGenerated
{
    private static readonly NumberFormatInfo Underscores = new() { NumberGroupSeparator = "_" };

    private static readonly IReadOnlyList<(string Name, double Value, string From)> Limits =
    [
        Limit("sentCodeLength", SecurityNumbers.SmsCodeLength),
        Limit("mailedCodeLength", SecurityNumbers.MailCodeLength),
        Limit("resetCodeLength", SecurityNumbers.ResetCodeLength),
        Limit("recoveryCodeLength", SecurityNumbers.RecoveryCodeLength),
        Limit("longestCodeText", TypedCode.MaximumLength),
        Limit("triesPerCode", SecurityNumbers.TriesPerChallenge),
        Limit("passwordLength", SecurityNumbers.PasswordLength),
        Limit("longestPassword", SecurityNumbers.PasswordMaximum),
        Limit("agreedPasswordLength", SecurityNumbers.AgreedPasswordLength),
        Limit("longestAgreedPassword", SecurityNumbers.AgreedPasswordMaximum),
        Limit("mostPasskeys", SecurityNumbers.Passkeys),
        Limit("sessionIdle", SecurityNumbers.SessionIdle),
        Limit("sessionTouch", SecurityNumbers.SessionTouch),
        Limit("recentLogIn", SecurityNumbers.RecentLogIn),
        Limit("longestRemembered", SecurityNumbers.RememberLifetime),
        Limit("longestDraft", SecurityNumbers.StaffDraftLifetime),
        Limit("largestFile", SecurityNumbers.LargestFile),
        Limit("largestMessage", SecurityNumbers.LargestMessage),
        Limit("largestNote", SealedNote.MaximumBytes),
        Limit("mostFiles", SendMessageRequest.MaximumFiles),
        Limit("mostEntryFiles", SecurityNumbers.FilesInEntry),
        Limit("mostSteps", SecurityNumbers.StepsInDossier),
        Limit("mostRecipients", SecurityNumbers.RecipientsOfMessage),
        Limit("longestAddressText", EmailAddress.MaximumTyped),
        Limit("longestPhone", PhoneNumber.MaximumTyped),
        Limit("longestName", TypedText.LongestName),
        Limit("longestPasskeyName", TypedText.LongestPasskeyName),
        Limit("longestExplanation", TypedText.LongestExplanation),
        Limit("shortestReason", TypedText.ShortestReason),
        Limit("longestReason", TypedText.LongestReason),
        Limit("mostAuditDays", ExportAudit.MaximumDays),
        Limit("longestAuditId", ListAuditEntries.MaximumId),
        Limit("firstParticipant", ParticipantId.FirstNumber),
        Limit("mostParts", SecurityNumbers.PartsInDossier),
        Limit("mostClientsAtOnce", SecurityNumbers.ClientsAtOnce),
        Limit("longestMailboxName", SecurityNumbers.MailboxName),
        Limit("longestOrganisationName", SecurityNumbers.OrganisationName),
        Limit("longestFooterLine", SecurityNumbers.FooterLine),
        Limit("longestStarterText", SecurityNumbers.StarterText),
        Limit("largestLogo", Logo.MaximumBytes),
    ];

    [Fact]
    public void The_site_is_told_the_numbers_that_the_functions_hold()
    {
        var limits = Limits.Select(limit => string.Create(
            Underscores, $"/** {limit.From} */\nexport const {limit.Name} = {limit.Value:N0};\n"));
        const string Head = """
            // Numbers of the functions that pages need too. Made from them by tests/Functions.Tests/Rules/LimitsAreGenerated.cs,
            // which says how to make it again. Times are milliseconds, sizes bytes, lengths characters.


            """;

        Generated.Holds(Head + string.Join('\n', limits), "static-web", "js", "limits.js");
    }

    [Fact]
    public void Each_is_used_by_the_site()
    {
        var site = Directory.EnumerateFiles(Sources.PathOf("static-web", "js"), "*.js", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "limits.js").Select(File.ReadAllText)
            .Where(text => text.Contains("/limits.js\"", StringComparison.Ordinal)).ToList();
        Limits.Where(limit => !site.Exists(text => text.Contains(limit.Name, StringComparison.Ordinal)))
            .Select(limit => limit.Name).ShouldBeEmpty();
    }

    private static (string, double, string) Limit(string name, double value, [CallerArgumentExpression(nameof(value))] string from = "") =>
        (name, value, from);

    private static (string, double, string) Limit(string name, TimeSpan value, [CallerArgumentExpression(nameof(value))] string from = "") =>
        (name, value.TotalMilliseconds, from);
}
