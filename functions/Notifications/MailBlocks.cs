using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Zegel.Functions.Notifications;

/// <summary>One piece of a mail, which knows both of its forms, so that the two parts cannot come to differ.</summary>
internal abstract record MailBlock
{
    private const int LineWidth = 72;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The block in the plain-text part, without a line end after it.</summary>
    public abstract string Text { get; }

    /// <summary>The block in the HTML part: one element.</summary>
    public abstract string Html(BrandColour brand);

    /// <summary>Encodes for an element's text and for a quoted attribute.</summary>
    public static string Encode(string value) => Encoder.Encode(value);

    protected static string Wrap(string text)
    {
        var wrapped = new StringBuilder(text.Length);
        var column = 0;

        foreach (var word in text.Split(' '))
        {
            if (column > 0)
            {
                // A name with "Code:" in it must not come to look like the line of the code.
                var fits = column + 1 + word.Length <= LineWidth || word == CodeLine.Label;
                wrapped.Append(fits ? ' ' : '\n');
                column = fits ? column + 1 : 0;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }
}

internal sealed record Title(string Words) : MailBlock
{
    public override string Text => Wrap(Words);

    public override string Html(BrandColour brand) =>
        $"""<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600">{Encode(Words)}</h1>""";
}

internal sealed record Paragraph(string Words) : MailBlock
{
    public override string Text => Wrap(Words);

    public override string Html(BrandColour brand) => $"""<p style="margin:0 0 16px">{Encode(Words)}</p>""";
}

/// <summary>A code to type over: <c>Code: ABCD2345</c>, with the same label in every language.</summary>
internal sealed record CodeLine(string Code) : MailBlock
{
    public const string Label = "Code:";

    private const string Style =
        "font-family:Consolas,Menlo,monospace;font-size:25px;letter-spacing:2px;white-space:nowrap";

    public override string Text => $"{Label} {Code}";

    public override string Html(BrandColour brand) =>
        $"""
        <p class="code" style="margin:0 0 16px;padding:12px 16px;background-color:#eeeeee;border-radius:6px">
        {Label} <strong style="{Style}">{Encode(Code)}</strong></p>
        """;
}

/// <summary>The one button of a mail, and its address in letters for who cannot or will not press it.</summary>
internal sealed record ActionButton(string Label, string Hint, string Address) : MailBlock
{
    public override string Text => $"{Label}:\n{Address}";

    public override string Html(BrandColour brand)
    {
        var address = Encode(Address);
        var edge = brand.EdgeOn(MailLayout.Paper, MailLayout.Ink);
        var cell =
            $"background-color:{brand.Value};border:2px solid {edge};border-radius:6px;mso-padding-alt:12px 24px";
        var face = $"display:inline-block;padding:12px 24px;color:{brand.Ink};font-weight:600;text-decoration:none";
        var plain = $"color:{MailLayout.Ink};overflow-wrap:anywhere;word-break:break-all";

        // Outlook ignores padding on a link; the cell carries the colour and, for Outlook alone, the padding.
        return $"""
            <div>
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px">
            <tr><td class="button" bgcolor="{brand.Value}" style="{cell}">
            <a href="{address}" style="{face}">{Encode(Label)}</a>
            </td></tr>
            </table>
            <p class="muted" style="margin:0 0 16px;font-size:14px;color:{MailLayout.Muted}">{Encode(Hint)}<br>
            <a class="ink" href="{address}" style="{plain}">{address}</a></p>
            </div>
            """;
    }
}

/// <summary>A line under the mail proper: how to recognise it, where to get help.</summary>
internal sealed record Note(string Words) : MailBlock
{
    public override string Text => Wrap(Words);

    public override string Html(BrandColour brand) =>
        $"""<p class="muted" style="margin:0 0 12px;font-size:14px;color:{MailLayout.Muted}">{Encode(Words)}</p>""";
}

/// <summary>A note that ends in an address to compare with; not a link, so that a mail has only one.</summary>
internal sealed record AddressNote(string Words, string Address) : MailBlock
{
    public override string Text => $"{Wrap(Words)}\n{Address}";

    public override string Html(BrandColour brand) =>
        $"""
        <p class="muted" style="margin:0 0 12px;font-size:14px;color:{MailLayout.Muted}">{Encode(Words)}<br>
        <strong style="overflow-wrap:anywhere">{Encode(Address)}</strong></p>
        """;
}
