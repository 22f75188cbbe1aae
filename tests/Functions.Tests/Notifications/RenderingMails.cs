using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;
using Zegel.Functions.Accounts;
using Zegel.Functions.Conversations;
using Zegel.Functions.Notifications;

namespace Zegel.Functions.Tests.Notifications;

public sealed class RenderingMails
{
    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void Both_parts_say_the_same(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language));
        var text = OneSpaced(mail.PlainText);

        var pieces = Parse(mail).QuerySelectorAll("h1, p").Select(piece => piece.TextContent).ToList();

        // The hint above the link is for who sees a button; everything else stands in both.
        pieces.RemoveAll(piece => piece.Contains(NoticeSamples.Link, StringComparison.Ordinal));
        pieces.Count.ShouldBeGreaterThan(5);
        pieces.ShouldAllBe(piece => text.Contains(OneSpaced(piece), StringComparison.Ordinal));
        var html = OneSpaced(Parse(mail).Body!.TextContent);
        mail.PlainText.Split("\n\n")
            .Where(part => part != "--------" && !part.Contains(NoticeSamples.Link, StringComparison.Ordinal))
            .ShouldAllBe(part => html.Contains(OneSpaced(part), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void The_link_is_the_only_link_and_has_a_line_of_its_own(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language));

        var links = Parse(mail).QuerySelectorAll("[href]");
        links.Select(link => link.GetAttribute("href")).ShouldBe([NoticeSamples.Link, NoticeSamples.Link]);
        links[1].TextContent.ShouldBe(NoticeSamples.Link);
        mail.PlainText.Split('\n').Count(line => line == NoticeSamples.Link).ShouldBe(1);
        mail.PlainText.Split('\n').ShouldContain("https://veilig.delinde.nl/");
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void Only_three_kinds_hold_the_code(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language));

        var expected = NoticeSamples.KindsWithCode.Contains(kind) ? 1 : 0;
        mail.PlainText.Split('\n').Count(line => line == "Code: ABCD2345").ShouldBe(expected);
        Count(mail.PlainText, NoticeSamples.Code).ShouldBe(expected);
        Count(mail.Html, NoticeSamples.Code).ShouldBe(expected);
        mail.Subject.ShouldNotContain(NoticeSamples.Code);
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void Nothing_is_fetched_and_nothing_runs(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language) with { HasLogo = true });
        var page = Parse(mail);

        page.QuerySelectorAll("[src]").Select(item => item.GetAttribute("src")).ShouldBe(["cid:logo"]);
        page.QuerySelector("img")!.GetAttribute("alt").ShouldBe("Huidpraktijk De Linde");
        page.QuerySelectorAll("script, link, iframe, object, form, [background], [srcset]").ShouldBeEmpty();
        mail.Html.ShouldNotContain("url(");
        mail.Html.ShouldNotContain("@import");
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void The_frame_serves_every_reader(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language));
        var page = Parse(mail);

        page.DocumentElement.GetAttribute("lang").ShouldBe(language);
        page.Title.ShouldBe(mail.Subject);
        page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content").ShouldBe("light dark");
        page.QuerySelectorAll("table").ShouldAllBe(table => table.GetAttribute("role") == "presentation");
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        mail.Subject.ShouldStartWith("Huidpraktijk De Linde");
        mail.PlainText.ShouldContain("030 123 45 67");
        mail.PlainText.ShouldContain("hulp@delinde.nl");
        var links = (string[])[NoticeSamples.Link];
        mail.PlainText.Split('\n').Except(links).ShouldAllBe(line => line.Length <= 72);
    }

    [Fact]
    public void Times_are_dutch_times_and_say_so_in_the_words_of_the_language()
    {
        var dutch = NoticeSamples.Facts("nl");
        var summer = dutch with { Until = new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero) };

        Invitation(dutch).ShouldContain("tot 21 november 2026 14:05 (Nederlandse tijd)");
        Invitation(NoticeSamples.Facts("en")).ShouldContain("until 21 November 2026 14:05 (Dutch time)");
        Invitation(summer).ShouldContain("2 juli 2026 00:30 (Nederlandse tijd)");

        static string Invitation(NoticeFacts facts) => Mails.Render(AccountNotices.Invitation, facts).PlainText.ReplaceLineEndings(" ");
    }

    [Theory]
    [MemberData(nameof(NoticeSamples.Mails), MemberType = typeof(NoticeSamples))]
    public void No_moment_stands_without_its_zone(Notice kind, string language)
    {
        var mail = Mails.Render(kind, NoticeSamples.Facts(language));

        var zone = language == "nl" ? "(Nederlandse tijd)" : "(Dutch time)";
        foreach (var words in new[] { mail.Subject, mail.PlainText.ReplaceLineEndings(" "), mail.Html })
        {
            Times(words, zone).ShouldBe(Times(words, ""));
        }

        static int Times(string words, string zone) => Regex.Count(
            words, @"\b2026 \d\d:\d\d" + (zone.Length == 0 ? "" : Regex.Escape(" " + zone)), RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("\u05d0\u05d1\u05d9", "\u2068\u05d0\u05d1\u05d9\u2069")]
    [InlineData("\u0639\u0645\u0631 1", "\u2068\u0639\u0645\u0631 1\u2069")]
    [InlineData("\u202e\u05d0\u2066", "\u2068\u05d0\u2069")]
    [InlineData("De \u202elinde", "De linde")]
    [InlineData("Zo\u00eb", "Zo\u00eb")]
    public void A_name_turns_nothing_but_itself(string name, string shown)
    {
        var mail = Mails.Render(ConversationNotices.MessageWaitingWithCode, NoticeSamples.Facts("nl") with { Organisation = name, Mailbox = null });

        mail.Subject.ShouldBe($"{shown} heeft een beveiligd bericht voor u");
        mail.PlainText.ShouldStartWith(shown + "\n");
        Parse(mail).Title.ShouldBe(mail.Subject);
    }

    [Fact]
    public void A_fact_that_is_absent_is_left_out()
    {
        var bare = new NoticeFacts("nl", "De Linde", new Uri("https://veilig.delinde.nl"));

        var mail = Mails.Render(ConversationNotices.MailboxMessage, bare);

        mail.PlainText.ShouldContain("https://veilig.delinde.nl/mail/");
        mail.PlainText.ShouldContain("uw mailbox");
        mail.PlainText.ShouldNotContain("Hulp nodig");
        Should.Throw<ArgumentException>(() => Mails.Render(ConversationNotices.MessageWaiting, bare));
        Should.Throw<ArgumentException>(
            () => Mails.Render(ConversationNotices.CodeAgain, bare with { Link = NoticeSamples.Link }));
    }

    [Theory]
    [InlineData("https://veilig.delinde.nl.kwaad.example/open/")]
    [InlineData("https://veilig.delinde.nl@kwaad.example/open/")]
    [InlineData("http://veilig.delinde.nl/open/")]
    [InlineData("//kwaad.example/open/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    public void A_link_to_elsewhere_never_leaves(string link) =>
        Should.Throw<ArgumentException>(
            () => Mails.Render(ConversationNotices.MessageWaiting, NoticeSamples.Facts("nl") with { Link = link }));

    [Fact]
    public void An_sms_is_not_a_mail()
    {
        foreach (var kind in NoticeSamples.SmsKinds.Concat(NoticeSamples.SmsWithoutCode))
        {
            Should.Throw<ArgumentOutOfRangeException>(() => Mails.Render(kind, NoticeSamples.Facts("nl")));
        }

        Should.Throw<ArgumentOutOfRangeException>(
            () => Mails.Render(AccountNotices.Invitation, NoticeSamples.Facts("nl") with { Language = "\"><b>" }));
    }

    internal static IDocument Parse(RenderedMail mail) => new HtmlParser().ParseDocument(mail.Html);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string OneSpaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
