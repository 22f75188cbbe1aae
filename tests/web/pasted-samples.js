/** What programs put on the clipboard as HTML, and what a message says of it. */

export const line = (...runs) =>
  ({ kind: "paragraph", runs: runs.map((run) => (typeof run === "string" ? { text: run } : run)) });
const bold = (text) => ({ text, bold: true });
const italic = (text) => ({ text, italic: true });
const bullets = (...items) => ({ kind: "bullets", items });
const numbers = (start, ...items) => ({ kind: "numbers", start, items });

const word = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso
9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin-top:0cm; margin-right:0cm;
margin-bottom:8.0pt; margin-left:0cm; line-height:107%;} a:link {color:#0563C1;} --></style></head>
<body lang=NL style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoNormal>Geachte <b>mevrouw
Smit</b>,<o:p></o:p></p>
<p class=MsoNormal>Neem mee <i>wat u heeft</i>, zie <a href="http://delinde.nl/route"><span style='color:blue'>de
route</span></a>:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New
Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>uw pas<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New
Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>of een kopie<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>uw verwijzing<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>3.<span>&nbsp;
</span></span></span><![endif]>kom op tijd<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>4.<span>&nbsp;
</span></span></span><![endif]>meld u<o:p></o:p></p>
<!--EndFragment--></body></html>`;

const outlook = `<html><head><style><!-- p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt;}
--></style></head>
<body lang=NL link="#0563C1"><div class=WordSection1>
<p class=MsoNormal>Beste Piet,<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Dank u voor uw <span style='font-weight:bold'>vraag</span>&#8230;<o:p></o:p></p>
<ul style='margin-top:0cm' type=disc><li class=MsoListParagraph style='margin-left:0cm;mso-list:l0 level1
lfo1'>maandag<o:p></o:p></li>
<li class=MsoListParagraph style='mso-list:l0 level1 lfo1'>dinsdag<o:p></o:p></li></ul>
<p class=MsoNormal>Met vriendelijke groet,<o:p></o:p></p>
<p class=MsoNormal>Conny <a href="mailto:conny@example.nl">conny@example.nl</a><o:p></o:p></p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>
<p class=MsoNormal><b>Van:</b> Piet &lt;piet@example.nl&gt; <br><b>Verzonden:</b>
maandag<o:p></o:p></p></div></div></div></body></html>`;

const gmail = `<meta charset='utf-8'><div dir="ltr" style="color: rgb(34, 34, 34); font-style: normal; font-weight:
400;">Hoi Anna,<div><br></div><div>Morgen kan
<b>niet</b>,&nbsp;<i>wel</i> dinsdag.<br></div><div><ol><li style="margin-left:15px">bellen</li><li
style="margin-left:15px">komen<ul><li>met pas</li></ul></li></ol></div></div>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Op ma 30 nov 2026 schreef Anna:<br></div><blockquote
class="gmail_quote" style="margin:0px 0px 0px 0.8ex">
<div dir="ltr">Kan het morgen?<div><br></div><div>Groet</div></div></blockquote></div>`;

const libreOffice = `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator"
content="LibreOffice 7.6"/>
<style type="text/css">@page { size: 21cm 29.7cm; margin: 2cm } p { margin-bottom: 0.25cm; line-height: 115% } a:link
{ color: #000080 }</style></head>
<body lang="nl-NL" dir="ltr"><p style="margin-bottom: 0cm">Geachte heer,</p><p style="margin-bottom: 0cm"><br/>
</p><p>De <strong>kosten</strong> zijn € 25.</p>
<ol start="2"><li><p>inschrijven</p></li>
	<li><p>betalen, op <a href="https://delinde.nl/betalen">delinde.nl/betalen</a></p></li></ol></body></html>`;

const documents = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span
style="font-weight:700;">Verslag</span><span style="font-weight:400;"> van </span><span
style="font-weight:400;font-style:italic;">maandag</span></p><ul style="margin-top:0;"><li dir="ltr"
style="list-style-type:disc;"><p dir="ltr" role="presentation"><span>punt</span></p></li><ul><li dir="ltr"><p
dir="ltr"><span>eronder</span></p></li></ul></ul></b>`;

export const pastedFrom = [
  { from: "Word", html: word, body: [
    line("Geachte ", bold("mevrouw Smit"), ","),
    line(),
    line("Neem mee ", italic("wat u heeft"), ", zie ", { text: "de route", link: "https://delinde.nl/route" }, ":"),
    line(),
    bullets([line("uw pas"), bullets([line("of een kopie")])], [line("uw verwijzing")]),
    numbers(3, [line("kom op tijd")], [line("meld u")]),
  ] },
  { from: "Outlook", html: outlook, body: [
    line("Beste Piet,"),
    line(),
    line("Dank u voor uw ", bold("vraag"), "…"),
    bullets([line("maandag")], [line("dinsdag")]),
    line("Met vriendelijke groet,"),
    line("Conny ", { text: "conny@example.nl", link: "mailto:conny@example.nl" }),
    line(bold("Van:"), " Piet <piet@example.nl>"),
    line(bold("Verzonden:"), " maandag"),
  ] },
  { from: "Gmail", html: gmail, body: [
    line("Hoi Anna,"),
    line(),
    line("Morgen kan ", bold("niet"), ", ", italic("wel"), " dinsdag."),
    numbers(1, [line("bellen")], [line("komen"), bullets([line("met pas")])]),
    line("Op ma 30 nov 2026 schreef Anna:"),
    { kind: "quote", blocks: [line("Kan het morgen?"), line(), line("Groet")] },
  ] },
  { from: "LibreOffice", html: libreOffice, body: [
    line("Geachte heer,"),
    line(),
    line("De ", bold("kosten"), " zijn € 25."),
    line(),
    numbers(2, [line("inschrijven")],
      [line("betalen, op ", { text: "delinde.nl/betalen", link: "https://delinde.nl/betalen" })]),
  ] },
  { from: "Google Docs", html: documents, body: [
    line(bold("Verslag"), " van ", italic("maandag")),
    bullets([line("punt"), bullets([line("eronder")])]),
  ] },
  { from: "a table", html: "<table><tr><th>Dag</th><th>Tijd</th></tr><tr><td>ma</td><td>9&ndash;12</td></tr></table>",
    plain: "Dag\tTijd\nma\t9–12" },
  { from: "a page",
    html: "<h2>Kop</h2><p>Een</p><p>Twee<br>regels</p><pre>a\n  b</pre><hr><blockquote><p>x</p></blockquote>",
    plain: "Kop\n\nEen\n\nTwee\nregels\n\na\n  b\n> x" },
  { from: "a field of our own", html: '<p data-pm-slice="1 1 []">twee  spaties</p><p></p><p><strong>x</strong></p>',
    plain: "twee  spaties\n\nx" },
];
