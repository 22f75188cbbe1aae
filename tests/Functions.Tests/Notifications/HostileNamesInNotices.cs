using System.Globalization;
using Shouldly;
using Xunit;
using Zegel.Functions.Http;
using Zegel.Functions.Notifications;

namespace Zegel.Functions.Tests.Notifications;

public sealed class HostileNamesInNotices
{
    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void A_name_adds_no_element_or_attribute_and_is_shown_as_typed(Notice kind, string language)
    {
        var facts = NoticeSamples.Facts(language) with { HasLogo = true };
        var expected = Shape(Mails.Render(kind, facts));

        foreach (var name in NoticeSamples.HostileNames)
        {
            var hostile = facts with { Organisation = name, Mailbox = name + "!", HelpPhone = name, HelpEmail = name };
            var mail = Mails.Render(kind, hostile);

            Shape(mail).ShouldBe(expected);
            RenderingMails.Parse(mail).QuerySelector("img")!.GetAttribute("alt").ShouldBe(TypedText.Line(name));
            mail.PlainText.ShouldContain(TypedText.Line(name).Split(' ')[0]);
        }
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void A_name_adds_no_line_to_subject_or_text(Notice kind, string language)
    {
        foreach (var name in NoticeSamples.HostileNames)
        {
            var mail = Mails.Render(kind, NoticeSamples.Facts(language) with { Organisation = name, Mailbox = name });

            mail.Subject.ShouldNotContain(letter => char.IsControl(letter) || letter == '\u202e' || letter == '\u2028');
            mail.PlainText.Split('\n')
                .ShouldNotContain(line => line.StartsWith("Code: ZZZZ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a\r\nb\tc", "a b c")]
    [InlineData("\r\n a  b \u0085", "a b")]
    [InlineData("\u202eabc\u2066d", "abcd")]
    [InlineData("Zoë \U0001F468\u200D\U0001F469", "Zoë \U0001F468\u200D\U0001F469")]
    [InlineData("", "")]
    public void A_name_becomes_one_line(string name, string expected) => TypedText.Line(name).ShouldBe(expected);

    [Fact]
    public void Half_a_letter_is_replaced() => TypedText.Line("half \ud83c paar").ShouldBe("half \ufffd paar");

    [Theory]
    [InlineData("red;background:url(https://kwaad.example)")]
    [InlineData("#12345g")]
    [InlineData("#fff")]
    [InlineData("#0b6b4f\"")]
    [InlineData(null)]
    public void A_colour_that_is_none_becomes_the_standard_one(string? colour) =>
        BrandColour.Of(colour).Value.ShouldBe("#1d5a8c");

    [Fact]
    public void Every_brand_colour_has_ink_that_can_be_read()
    {
        for (var grey = 0; grey < 256; grey++)
        {
            var part = grey.ToString("x2", CultureInfo.InvariantCulture);
            foreach (var colour in new[] { $"#{part}{part}{part}", $"#{part}80ff", $"#ff{part}00", $"#00{part}7f" })
            {
                var brand = BrandColour.Of(colour);

                BrandColour.Contrast(brand.Value, brand.Ink).ShouldBeGreaterThanOrEqualTo(4.5, colour);
            }
        }

        BrandColour.Contrast("#000000", "#ffffff").ShouldBe(21, 0.001);
        BrandColour.Contrast("#767676", "#ffffff").ShouldBe(4.54, 0.01);
    }

    /// <summary>All elements with their attributes, without the values that a name fills.</summary>
    private static string Shape(RenderedMail mail) =>
        string.Join('\n', RenderingMails.Parse(mail).All.Select(element => string.Join(
            ' ',
            element.Attributes.Select(item => item.Name == "alt" ? "alt" : $"{item.Name}={item.Value}")
                .Prepend(element.LocalName))));
}
