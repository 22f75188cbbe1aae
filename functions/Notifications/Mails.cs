using Zegel.Functions.Http;

namespace Zegel.Functions.Notifications;

/// <summary>Makes the mails that Zegel sends.</summary>
internal static class Mails
{
    /// <summary>Renders a mail. The same facts give the same mail, so that a retry sends nothing new.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is an SMS, or the language is unknown.</exception>
    /// <exception cref="ArgumentException">A needed fact is absent, or the link leaves the site.</exception>
    public static RenderedMail Render(NoticeKind kind, NoticeFacts facts)
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
        var (mail, frame) = MailTexts.For(kind, clean);

        MailBlock[] body =
        [
            new Title(mail.Title),
            .. Paragraphs(mail.Before),
            .. CodeOf(kind, clean),
            new ActionButton(mail.Button, frame.LinkHint, LinkOf(kind, clean)),
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
    private static MailBlock[] CodeOf(NoticeKind kind, NoticeFacts facts) =>
        kind is NoticeKind.StarterCode or NoticeKind.MessageWaitingWithCode or NoticeKind.CodeAgain or NoticeKind.NewLinkWithCode
            or NoticeKind.LogInMail or NoticeKind.AddressCodeMail
            ? [new CodeLine(TypedText.Line(facts.Code ?? throw Missing(kind, nameof(facts.Code))))]
            : [];

    private static string LinkOf(NoticeKind kind, NoticeFacts facts)
    {
        var link = facts.Link ?? kind switch
        {
            NoticeKind.MailboxMessage or NoticeKind.NumberWrong or NoticeKind.ParticipantLocked
                or NoticeKind.ParticipantDisabled or NoticeKind.RecipientNotReached or NoticeKind.StarterFlooded
                or NoticeKind.FileDamaged or NoticeKind.MessageUnreadable => "/mail/",
            NoticeKind.FactorAdded or NoticeKind.FactorRemoved or NoticeKind.PasskeyCopied or NoticeKind.RecoveryCodeUsed or NoticeKind.RecoveryCodesMade
                => "/account/",
            NoticeKind.PasswordSet or NoticeKind.LogInMail or NoticeKind.AddressCodeMail or NoticeKind.FactorReset
                or NoticeKind.CodesDisabled or NoticeKind.DeviceCopied or NoticeKind.SecondFactorReminder
                or NoticeKind.SecondFactorRequired or NoticeKind.AccessGiven or NoticeKind.AccountResumed => "/login/",
            NoticeKind.ManyWrongPasswords => "/password/",
            NoticeKind.SignInPolicyChanged or NoticeKind.AccessStopped => "/admin/",
            NoticeKind.AccessTaken or NoticeKind.AccountSuspended or NoticeKind.AccountEnded => "/",
            _ => throw Missing(kind, nameof(facts.Link)),
        };

        // The mail promises that its link begins with the site's address, so nothing else may ever leave.
        var address = new Uri(facts.SiteAddress, link);
        return address.GetLeftPart(UriPartial.Authority) == facts.SiteAddress.GetLeftPart(UriPartial.Authority)
            ? address.AbsoluteUri
            : throw new ArgumentException("The link does not lead to the site.", nameof(facts));
    }

    private static ArgumentException Missing(NoticeKind kind, string fact) =>
        new($"A mail {kind} needs a {fact}.", fact);
}
