import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isBody, readBody } from "../../static-web/js/body/body.js";
import { isLink, pastedLink, saysTarget, typedLink } from "../../static-web/js/body/links.js";
import { pastedBody } from "../../static-web/js/body/pasted.js";
import { bodyOf, isFormatted, plainOf, reworded } from "../../static-web/js/body/plain.js";
import { line, pastedFrom } from "./pasted-samples.js";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations");
const { EditorState } = await import("../../static-web/vendor/prosemirror-state.js");
const { history, undo } = await import("../../static-web/vendor/prosemirror-history.js");
const { schema } = await import("../../static-web/js/components/editor/schema.js");
const { pasting } = await import("../../static-web/js/components/editor/pasting.js");
const { writtenBody } = await import("../../static-web/js/components/written-body.js");

/** What runs something, written so that nothing takes this file for what it tests. */
const script = (words) => `${"java"}script:${words}`;

const whole = [
  line("Beste ", { text: "Anna", bold: true }, ",", { text: " tot\ndinsdag", italic: true }),
  line(),
  { kind: "quote", blocks: [line("Kan dat?"), { kind: "bullets", items: [[line("ja")]] }] },
  { kind: "numbers", start: 3, items: [
    [line("Neem ", { text: "de route", link: "https://delinde.nl/route" })],
    [line("Bel"), { kind: "bullets", items: [[line("nu")], [line("of"), line("straks")]] }],
  ] },
];

describe("a body", () => {
  test("is read as it is, without what we do not know", () => {
    assert.deepEqual(readBody(whole), whole);
    assert.deepEqual(readBody([{ ...line("x"), onclick: "alert(1)", runs: [{ text: "x", style: "y" }] }]), [line("x")]);
  });

  const nested = (depth) => (depth === 0 ? [line("x")] : [{ kind: "quote", blocks: nested(depth - 1) }]);
  const link = (to) => [line({ text: "Klik", link: to })];
  for (const [what, hostile] of Object.entries({
    "nothing": null, "a text": "x", "no blocks": [], "members": {}, "no block": [null], "a number": [5],
    "another kind": [{ kind: "html", html: "<b>x</b>" }], "a kind of no own": [{ kind: "__proto__" }],
    "no runs": [{ kind: "paragraph" }], "runs that are a text": [{ kind: "paragraph", runs: "x" }],
    "a run without text": [line({ bold: true })], "an empty run": [line("")],
    "a text that is none": [line({ text: 5 })],
    "bold that is no yes": [line({ text: "x", bold: 1 })], "italic by a text": [line({ text: "x", italic: "true" })],
    "an item that begins with a list": [{
      kind: "bullets", items: [[{ kind: "bullets", items: [[line("x")]] }]],
    }],
    "a list without items": [{ kind: "bullets", items: [] }],
    "an item without blocks": [{ kind: "bullets", items: [[]] }],
    "a start that is none": [{ kind: "numbers", start: "3", items: [[line("x")]] }],
    "a start out of reach": [{ kind: "numbers", start: 1e9, items: [[line("x")]] }],
    "quotes in quotes in quotes": nested(9), "depth without end": nested(3_000),
    "more than a screen can show": Array.from({ length: 5_001 }, () => line()),
    "a script": link(script("alert(1)")), "a script in capitals": link(script("alert(1)").toUpperCase()),
    "a script with a tab": link("java\tscript:alert(1)"), "a script after a space": link(` ${script("alert(1)")}`),
    "a script that has a host": link(script("//delinde.nl/%0aalert(1)")),
    "data": link("data:text/html,<script>alert(1)</script>"), "a blob": link("blob:https://delinde.nl/x"),
    "a page without encryption": link("http://delinde.nl/"), "an address of this site": link("/account/"),
    "no host": link("https://"), "another host's look": link("https://delinde.nl@evil.example/"),
    "a mail that fills itself in": link("mailto:anna@example.nl?bcc=evil@example.nl"),
    "two addresses": link("mailto:anna@example.nl,evil@example.nl"),
    "an address with a turn": link("https://x.nl/\u202e"),
    "a long address": link(`https://x.nl/${"x".repeat(2000)}`), "no text as address": link(5),
    "null as address": link(null),
  })) {
    test(`is not ${what}`, () => assert.equal(isBody(hostile), false));
  }

  test("as deep and as large as it may be is one", () => {
    assert.ok(isBody(nested(8)));
    assert.ok(isBody(Array.from({ length: 5_000 }, () => line())));
  });

  test("has plain words", () => {
    assert.equal(plainOf(whole), [
      "Beste Anna, tot", "dinsdag", "", "> Kan dat?", "> - ja", "3. Neem de route", "4. Bel", "   - nu", "   - of",
      "     straks",
    ].join("\n"));
  });

  test("of plain words gives them back", () => {
    for (const text of ["", "x", "\n", "a\n\nb", " - a\n> b ", "\n\na\n\n"]) {
      assert.equal(plainOf(bodyOf(text)), text);
      assert.equal(isFormatted(bodyOf(text)), false);
    }

    const others = [whole, [line({ text: "x", italic: true })], link("https://x.nl/")];
    assert.deepEqual(others.map(isFormatted), [true, true, true]);
  });

  test("keeps its form as far as other words begin alike", () => {
    const words = plainOf(whole);
    assert.deepEqual(reworded(whole, words), whole);
    assert.deepEqual(reworded(whole, words.split("\n").slice(0, 3).join("\n")), whole.slice(0, 2));
    const cut = [...whole.slice(0, 2), line("> Kan dat?")];
    assert.deepEqual(reworded(whole, "Beste Anna, tot\ndinsdag\n\n> Kan dat?"), cut);
    assert.deepEqual(reworded(whole, "Beste"), [line("Beste")]);
    assert.deepEqual(reworded(whole, `${words}\n\nMeer`), [...whole, line(), line("Meer")]);
  });
});

describe("a body that is shown", () => {
  /** As markup, to be compared. */
  const shown = ({ localName, children, getAttribute, textContent }, element) => {
    const set = ["href", "start", "data-target", "rel", "target"]
      .map((name) => [name, getAttribute?.call(element, name)])
      .filter(([, value]) => value).map(([name, value]) => ` ${name}="${value}"`).join("");
    return localName === undefined ? textContent
      : `<${localName}${set}>${children.map((child) => shown(child, child)).join("")}</${localName}>`;
  };
  const show = (body) => writtenBody(body, "x").children.map((child) => shown(child, child)).join("");

  test("is made of elements, of which each says what the tree says", () => {
    const rel = 'rel="noopener noreferrer" target="_blank"';
    assert.equal(show(whole), `<p>Beste <strong>Anna</strong>,<em> tot\ndinsdag</em></p><p></p>
<blockquote><p>Kan dat?</p><ul><li><p>ja</p></li></ul></blockquote>
<ol start="3"><li><p>Neem <a href="https://delinde.nl/route" data-target="delinde.nl" ${rel}>de route</a></p></li>
<li><p>Bel</p><ul><li><p>nu</p></li><li><p>of</p><p>straks</p></li></ul></li></ol>`.replaceAll(">\n<", "><"));
  });

  test("shows markup as the words that it is", () => {
    assert.equal(show([line("<img src=x onerror=alert(1)>")]), "<p><img src=x onerror=alert(1)></p>");
    const [paragraph] = writtenBody([line("<b>x</b>")], "x").children;
    assert.deepEqual(paragraph.children.map(({ textContent }) => textContent), ["<b>x</b>"]);
  });

  test("has no mark that turns the order of letters, and one link for words that lead to one place", () => {
    const link = "https://delinde.nl/";
    const parts = [{ text: "delinde", link }, { text: ".nl\u202e", bold: true, link }, { text: "x" }];
    const rel = 'rel="noopener noreferrer" target="_blank"';
    assert.equal(show([line(...parts)]),
      `<p><a href="${link}" data-target="delinde.nl" ${rel}>delinde<strong>.nl</strong></a>x</p>`);
  });
});

describe("a link", () => {
  for (const [typed, expected] of [
    ["delinde.nl", "https://delinde.nl/"], [" https://delinde.nl/route?a=1#b ", "https://delinde.nl/route?a=1#b"],
    ["http://delinde.nl", "https://delinde.nl/"], ["info@delinde.nl", "mailto:info@delinde.nl"],
    ["mailto:info@delinde.nl", "mailto:info@delinde.nl"], ["delinde.nl:8443/x", "https://delinde.nl:8443/x"],
    [script("alert(1)"), null], ["data:text/html,x", null], ["tel:0612345678", null], ["route", null], ["", null],
    ["twee woorden", null], ["https://delinde.nl@evil.example", null], ["ftp://delinde.nl", null],
  ]) {
    test(`typed as "${typed}" leads to ${expected}`, () => assert.equal(typedLink(typed), expected));
  }

  test("that is pasted leads out of the page, or nowhere", () => {
    assert.equal(pastedLink("http://delinde.nl/a b"), "https://delinde.nl/a%20b");
    assert.equal(pastedLink("mailto:info@delinde.nl?subject=x"), "mailto:info@delinde.nl");
    const others = ["java\nscript:alert(1)", "#top", "/route", "route.html", "vbscript:x", "file:///c:/x"];
    for (const href of [script("alert(1)"), ...others]) {
      assert.equal(pastedLink(href), null, href);
    }
  });

  test("says where it leads, or that is said beside it", () => {
    assert.ok(saysTarget("www.delinde.nl/route", "https://www.delinde.nl/route"));
    assert.ok(saysTarget("info@delinde.nl", "mailto:info@delinde.nl"));
    assert.ok(!saysTarget("www.delinde.nl", "https://evil.example/"));
    assert.ok(!saysTarget("https://delinde.nl.evil.example/", "https://evil.example/delinde.nl"));
    assert.ok(!saysTarget("onze route", "https://delinde.nl/"));
  });

  test("is none when it is anything else", () => {
    assert.deepEqual([undefined, {}, [], "https:", "https://x y"].filter(isLink), []);
  });
});

describe("what is pasted", () => {
  for (const { from, html, body, plain } of pastedFrom) {
    test(`from ${from} keeps what a message can say`, () => {
      const pasted = pastedBody(html);
      assert.equal(pasted === null ? null : plainOf(pasted), plain ?? plainOf(body));
      body && assert.deepEqual(pasted, body);
    });
  }

  test("is nothing but words when it is hostile", () => {
    const pasted = pastedBody(`<p onclick="alert(1)">a<script>alert(1)</script><style>p{}</style>
      <svg><a href="${script("alert(2)")}">s</a></svg><img src=x onerror=alert(3)>
      <a href="${script("alert(4)")}">b</a><a href=" https://x.nl/ ">c</a><iframe srcdoc="<b>d</b>"></iframe>
      &lt;b&gt;e&lt;/b&gt;<b>f</p><object>g</object>`);
    const link = { text: "c", link: "https://x.nl/" };
    assert.deepEqual(pasted, [line("a b", link, " <b>e</b>", { text: "f", bold: true })]);
  });

  test("is undone by itself, whatever was typed or pasted just before", () => {
    const view = {
      editable: true,
      state: EditorState.create({ schema, plugins: [history()] }),
      dispatch(change) {
        this.state = this.state.apply(change);
      },
    };
    const paste = (html) => pasting.paste(view, {
      preventDefault() {},
      clipboardData: { getData: (type) => (type === "text/html" ? html : "") },
    });
    view.dispatch(view.state.tr.insertText("Beste Anna, "));
    const word = pastedFrom.find(({ from }) => from.includes("Word"));
    paste(word.html);
    const first = view.state.doc.textContent;
    paste("<p>nog iets</p>");

    undo(view.state, (change) => view.dispatch(change));
    assert.equal(view.state.doc.textContent, first);
    undo(view.state, (change) => view.dispatch(change));
    assert.equal(view.state.doc.textContent, "Beste Anna, ");
  });

  test("and does not end is read all the same", () => {
    for (const html of ["<", "<b", "<b>x", "</b>x", "<a href='x", "<!-- x", "&#xffffffff;x", "&nope;x", "<p><ul><li>x",
      "<td>x", "<style>x", "<constructor>x", "<__proto__ a=b>x",
      "<p __proto__=x constructor>x", "<ul><toString><li>x"]) {
      const pasted = pastedBody(html);
      assert.ok(pasted === null || isBody(pasted), html);
    }

    assert.equal(pastedBody("<blockquote>".repeat(50) + "x"), null);
    assert.equal(pastedBody("   <p> </p><br>"), null);
  });
});
