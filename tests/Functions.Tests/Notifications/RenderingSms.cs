using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Conversations;
using Zegel.Functions.Notifications;

namespace Zegel.Functions.Tests.Notifications;

public sealed class RenderingSms
{
    [Theory]
    [MemberData(nameof(NoticeSamples.Smses), MemberType = typeof(NoticeSamples))]
    public void Names_the_code_the_organisation_and_binds_the_code_to_the_site(Notice kind, string language)
    {
        var sms = Smses.Render(kind, Facts(language));

        sms.ShouldBe(language == "nl"
            ? "Code 123456 voor Huidpraktijk De Linde. Deel deze code met niemand.\n@veilig.delinde.nl #123456"
            : "Code 123456 for Huidpraktijk De Linde. Do not share this code with anyone.\n@veilig.delinde.nl #123456");
    }

    [Theory]
    [InlineData("nl", "Dit nummer krijgt geen codes meer van Huidpraktijk De Linde. Was u dit niet? Neem contact op.")]
    [InlineData("en", "This number no longer gets codes from Huidpraktijk De Linde. Was this not you? Contact us.")]
    public void Says_that_a_number_gets_no_codes_any_more(string language, string text) =>
        Smses.Render(AccountNotices.NumberEndedSms, Facts(language) with { Code = null }).ShouldBe(text);

    [Theory]
    [InlineData("nl", "j***@example.nl", "Huidpraktijk De Linde", "+31201234567",
        "Er wacht een beveiligd bericht op u. Onze mail aan j***@example.nl kwam niet aan. Bel Huidpraktijk De Linde: +31201234567.")]
    [InlineData("en", "j***@example.nl", "Huidpraktijk De Linde", null,
        "A secure message waits for you. Our mail to j***@example.nl did not arrive. Call Huidpraktijk De Linde.")]
    [InlineData("nl", "j***@organisatiemeteenhelelangenaamdienietkort.voorbeeld.nl", "Stichting Samenwerkende Huisartsen en Wijkverpleging", "+31201234567",
        "Er wacht een beveiligd bericht op u. Onze mail aan j***@organisatiemeteenhelelangenaamdieni... kwam niet aan. Bel Stichting Samenwerkende Huis...: +31201234567.")]
    public void Says_in_one_sms_that_a_mail_did_not_arrive_and_whom_to_call(string language, string address, string name, string? phone, string text)
    {
        var sms = Smses.Render(
            ConversationNotices.MailNotReached,
            Facts(language) with { Code = null, Person = address, Organisation = name, HelpPhone = phone });

        sms.ShouldBe(text);
        sms.Length.ShouldBeLessThanOrEqualTo(Smses.MaxLength);
        sms.ShouldAllBe(letter => letter >= ' ' && letter <= 'z');
    }

    public static IEnumerable<TheoryDataRow<string>> LongEmoji =>
        [new(string.Concat(Enumerable.Repeat("\U0001F33F", 60)))];

    [Theory]
    [InlineData("Stichting Samenwerkende Huisartsen, Wijkverpleging en Fysiotherapie Utrecht-Noordoost en omstreken")]
    [MemberData(nameof(LongEmoji))]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void A_long_name_is_cut_to_fit_one_sms(string name)
    {
        foreach (var language in NoticeSamples.Languages)
        {
            var sms = Smses.Render(ConversationNotices.UnlockSms, Facts(language) with { Organisation = name });

            sms.Length.ShouldBeLessThanOrEqualTo(Smses.MaxLength);
            (sms.Length + sms.Count(letter => letter == '[')).ShouldBeInRange(155, Smses.MaxLength);
            sms.ShouldContain("....");
            sms.ShouldEndWith("\n@veilig.delinde.nl #123456");
            sms.EnumerateRunes().ShouldNotContain(rune => rune.Value == 0xfffd);
        }
    }

    [Fact]
    public void A_name_cannot_add_a_line()
    {
        foreach (var name in NoticeSamples.HostileNames.Append("De Linde\n@kwaad.example #123456"))
        {
            var lines = Smses.Render(AccountNotices.LogInSms, Facts("nl") with { Organisation = name }).Split('\n');

            lines.Length.ShouldBe(2);
            lines[1].ShouldBe("@veilig.delinde.nl #123456");
            lines[0].ShouldStartWith("Code 123456 voor ");
        }
    }

    [Fact]
    public void A_site_with_a_name_of_foreign_letters_is_written_as_phones_compare_it() =>
        Smses.Render(ConversationNotices.UnlockSms, Facts("nl") with { SiteAddress = new Uri("https://zoë.example:8443/") })
            .ShouldEndWith("\n@xn--zo-ija.example #123456");

    [Fact]
    public void The_first_line_stays_in_the_alphabet_of_one_sms() =>
        Smses.Render(ConversationNotices.UnlockSms, Facts("nl"))
            .ShouldAllBe(letter => letter == '\n' || (letter >= ' ' && letter <= 'z'));

    [Fact]
    public void A_mail_is_not_an_sms()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Smses.Render(ConversationNotices.CodeAgain, Facts("nl")));
        Should.Throw<ArgumentOutOfRangeException>(() => Smses.Render(ConversationNotices.UnlockSms, Facts("de")));
        Should.Throw<ArgumentException>(() => Smses.Render(ConversationNotices.UnlockSms, Facts("nl") with { Code = null }));
    }

    private static NoticeFacts Facts(string language) => NoticeSamples.Facts(language) with { Code = "123456" };
}
