namespace Zegel.Functions.Notifications;

/// <summary>Makes the mails that Zegel sends.</summary>
internal static class Mails
{
    /// <summary>Renders a mail. The same facts give the same mail, so that a retry sends nothing new.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no mail, or the language is unknown.</exception>
    /// <exception cref="ArgumentException">A needed fact is absent, or the link leaves the site.</exception>
    public static RenderedMail Render(Notice notice, NoticeFacts facts)
    {
        var clean = facts with
        {
            Organisation = Typed(facts.Organisation),
            Mailbox = facts.Mailbox is null ? null : Typed(facts.Mailbox),
            Person = facts.Person is null ? null : Typed(facts.Person),
            By = facts.By is null ? null : Typed(facts.By),
            HelpPhone = facts.HelpPhone is null ? null : Typed(facts.HelpPhone),
            HelpEmail = facts.HelpEmail is null ? null : Typed(facts.HelpEmail),
        };
        var mail = Notice.WordsOf(notice.MailTexts, clean);
        var frame = MailFrame.Of(clean);

        MailBlock[] body =
        [
            new Title(mail.Title),
            .. Paragraphs(mail.Before),
            .. CodeOf(notice, clean),
            new ActionButton(mail.Button, frame.LinkHint, LinkOf(notice, clean)),
            .. Paragraphs(mail.After),
        ];
        MailBlock[] notes =
        [
            new AddressNote(frame.Real, clean.SiteAddress.GetLeftPart(UriPartial.Authority) + "/"),
            new Note(frame.Caution),
            .. frame.Help is null ? Array.Empty<MailBlock>() : [new Note(frame.Help)],
            new Note(frame.NoAnswer),
        ];

        return new RenderedMail(
            mail.Subject,
            MailLayout.Text(clean.Organisation, body, notes),
            MailLayout.Html(clean, mail.Subject, body, notes));
    }

    private static string Typed(string line) => Directions.Isolated(TypedText.Line(line));

    private static IEnumerable<MailBlock> Paragraphs(string?[] words) =>
        words.OfType<string>().Select(text => new Paragraph(text));

    // Elsewhere the code comes by SMS: a mail with link and code would then undo the check of the recipient.
    private static MailBlock[] CodeOf(Notice notice, NoticeFacts facts) => notice.Code is null
        ? []
        : [new CodeLine(TypedText.Line(facts.Code ?? throw Missing(notice, nameof(facts.Code))))];

    private static string LinkOf(Notice notice, NoticeFacts facts)
    {
        // The mail promises that its link begins with the site's address, so nothing else may ever leave.
        var address = new Uri(
            facts.SiteAddress, facts.Link ?? notice.Page ?? throw Missing(notice, nameof(facts.Link)));
        return address.GetLeftPart(UriPartial.Authority) == facts.SiteAddress.GetLeftPart(UriPartial.Authority)
            ? address.AbsoluteUri
            : throw new ArgumentException("The link does not lead to the site.", nameof(facts));
    }

    private static ArgumentException Missing(Notice notice, string fact) =>
        new($"A mail {notice} needs a {fact}.", fact);
}

/// <summary>A mail as it leaves: the same content as text and as HTML.</summary>
public sealed record RenderedMail(string Subject, string PlainText, string Html);
