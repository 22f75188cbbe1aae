namespace Zegel.Functions.Notifications;

/// <summary>
/// Puts blocks in the frame every mail has. The inline styles are the mail as any client shows it; the style sheet only
/// adds the dark colours, for clients that know them.
/// </summary>
internal static class MailLayout
{
    public const string Paper = "#ffffff";
    public const string Ink = "#1b1b1b";
    public const string Muted = "#555555";

    private const string Desk = "#f3f3f1";
    private const string Line = "#d9d9d9";
    private const string DarkPaper = "#1f1f1f";
    private const string DarkInk = "#ededed";
    private const string DarkLine = "#3d3d3d";

    // Outlook knows no max-width and takes the table's width attribute instead.
    private const string Sheet =
        $"width:100%;max-width:560px;background-color:{Paper};border:1px solid {Line};border-radius:6px;color:{Ink};" +
        "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;" +
        "text-align:left";

    // The logo keeps a light ground in dark mode: most logos are drawn for paper.
    private const string Logo =
        $"height:48px;max-width:100%;padding:4px;background-color:{Paper};border:0;border-radius:6px;color:{Ink};" +
        "font-size:20px;font-weight:600";

    /// <summary>The plain-text part: the organisation, a blank line between blocks, the notes below a rule.</summary>
    public static string Text(string organisation, IEnumerable<MailBlock> body, IEnumerable<MailBlock> notes)
    {
        string[] parts =
        [
            organisation,
            .. body.Select(block => block.Text),
            "--------",
            .. notes.Select(note => note.Text),
        ];
        return string.Join("\n\n", parts) + "\n";
    }

    /// <summary>The HTML part: one column of at most 560 pixels, without anything that must be fetched.</summary>
    /// <param name="facts">For the language, the organisation, its colour and its logo.</param>
    /// <param name="subject">The title of the document, which screen readers say first.</param>
    /// <param name="body">What the mail says.</param>
    /// <param name="notes">What stands below it.</param>
    public static string Html(
        NoticeFacts facts, string subject, IEnumerable<MailBlock> body, IEnumerable<MailBlock> notes)
    {
        var brand = BrandColour.Of(facts.BrandColour);

        return $$"""
            <!doctype html>
            <html lang="{{MailBlock.Encode(facts.Language)}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no">
            <title>{{MailBlock.Encode(subject)}}</title>
            <style>
            :root { color-scheme: light dark; supported-color-schemes: light dark; }
            @media (prefers-color-scheme: dark) {
              .desk { background-color: #121212 !important; }
              .sheet { background-color: {{DarkPaper}} !important; border-color: {{DarkLine}} !important; }
              .sheet, .ink { color: {{DarkInk}} !important; }
              .muted { color: #b8b8b8 !important; }
              .line { border-color: {{DarkLine}} !important; }
              .code { background-color: #333333 !important; }
              .button { border-color: {{brand.EdgeOn(DarkPaper, DarkInk)}} !important; }
            }
            </style>
            </head>
            <body class="desk" style="margin:0;padding:0;background-color:{{Desk}}">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
            <tr><td align="center" style="padding:16px 8px">
            <table class="sheet" role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"
              style="{{Sheet}}">
            <tr><td style="padding:24px 24px 16px">
            {{Header(facts)}}
            {{Join(body, brand)}}
            </td></tr>
            <tr><td class="line" style="padding:16px 24px 12px;border-top:1px solid {{Line}}">
            {{Join(notes, brand)}}
            </td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>

            """;
    }

    private static string Join(IEnumerable<MailBlock> blocks, BrandColour brand) =>
        string.Join('\n', blocks.Select(block => block.Html(brand)));

    private static string Header(NoticeFacts facts)
    {
        var name = MailBlock.Encode(facts.Organisation);

        return facts.HasLogo
            ? $"""<p style="margin:0 0 24px"><img src="cid:logo" alt="{name}" height="48" style="{Logo}"></p>"""
            : $"""<p style="margin:0 0 24px;font-size:20px;font-weight:600">{name}</p>""";
    }
}
