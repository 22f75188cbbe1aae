using System.Reflection;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Clients;
using Zegel.Functions.Notifications;
using Zegel.Functions.Tests.Notifications;

namespace Zegel.Functions.Tests.Clients;

/// <summary>A mail says that the portal is there, or that something is ready in it, and never what or whose (N1).</summary>
public sealed class MailsSayNothing
{
    [Fact]
    public void A_notice_has_no_place_for_what_stands_in_a_dossier() =>
        // Whoever adds a fact thinks about every mail: none of these is a subject, a title, a file's name, a dossier or a client's name.
        typeof(NoticeFacts).GetConstructors().Single().GetParameters().Select(fact => fact.Name!).ShouldBe(
            [
                "Language", "Organisation", "SiteAddress", "Mailbox", "Link", "Code", "Until", "Factor", "HelpPhone", "HelpEmail", "BrandColour", "HasLogo",
                // Names of guests, to whoever answers for them.
                "Person", "By", "People", "Device",
            ]);

    [Fact]
    public void The_mails_of_becoming_a_client_name_the_organisation_the_company_and_what_the_portal_is_for()
    {
        foreach (var language in NoticeSamples.Languages)
        {
            var facts = NoticeSamples.Facts(language) with { By = "De Vries Bouw BV", Person = "PERSON", Mailbox = "MAILBOX" };
            foreach (var (kind, namesCompany) in new[]
            {
                (AccountNotices.ClientInvitation, true), (ClientNotices.ClientHere, false), (ClientNotices.ExtraAccountHere, true), (ClientNotices.ExtraAccountEnded, true),
            })
            {
                var texts = kind.MailTexts!.Value;
                var mail = (language == "nl" ? texts.Dutch : texts.English)(facts);
                var words = string.Join('\n', typeof(MailText).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Select(part => part.GetValue(mail)).SelectMany(part => part as IEnumerable<string?> ?? [part as string]));
                words.ShouldContain("Huidpraktijk De Linde", Case.Sensitive, kind.Name);
                words.ShouldContain(language == "nl" ? "klantenportaal" : "client portal", Case.Insensitive, kind.Name);
                words.Contains("De Vries Bouw BV", StringComparison.Ordinal).ShouldBe(namesCompany, kind.Name);
                words.ShouldNotContain("dossier", Case.Insensitive, kind.Name);
                words.ShouldNotContain("PERSON", Case.Sensitive, kind.Name);
                words.ShouldNotContain("MAILBOX", Case.Sensitive, kind.Name);
            }
        }
    }
}
