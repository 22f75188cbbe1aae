import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { line } from "./pasted-samples.js";
import { useSmallDocument } from "./small-document.js";
import { archiveLength } from "../../static-web/js/download/archive.js";
import { safePaths } from "../../static-web/js/download/safe-names.js";
import { sourceOf } from "../../static-web/js/download/sources.js";
import { entriesOf, readAll } from "./judges/zip.js";

useSmallDocument("conversations copies");
const { addTexts } = await import("../../static-web/js/text/text.js");
const { copyOf } = await import("../../static-web/js/spaces/message-copy.js");
await addTexts("common");
await addTexts("copies");

const hostile = `<script>alert("x")</script><img src=x onerror='y'>&amp;`;
const at = "2026-11-21T12:00:00Z";
const people = { from: hostile, to: [hostile, "Ben"], copies: [], reader: "Anna", at };
const file = (name, size = 3) => ({ id: name, name, type: "", size, seal: "" });
const message = (more) => ({
  messageId: "1", author: "a", by: null, at, subject: "Verslag", text: "Beste Anna", body: null, files: [], ...more,
});
const pageOf = async (more) => {
  const { archive, references } = await copyOf(message(more), people);
  return { html: new TextDecoder().decode(archive.page.bytes), archive, references };
};

describe("a copy", () => {
  test("runs nothing and fetches nothing, whatever was written", async () => {
    const body = [
      line(hostile), line({ text: hostile, link: 'https://delinde.nl/"onclick="x', bold: true, italic: true }),
      { kind: "quote", blocks: [line(hostile)] }, { kind: "bullets", items: [[line(hostile)]] },
      { kind: "numbers", start: 3, items: [[line(hostile)]] },
    ];
    for (const more of [{ text: hostile }, { body }]) {
      const { html } = await pageOf({ ...more, subject: hostile, files: [file(`${hostile}.pdf`)] });
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/g)];
      const names = new Set(tags.map(([, name]) => name));
      for (const name of ["script", "img", "link", "iframe", "form", "base", "object", "svg"]) {
        assert.equal(names.has(name), false, name);
      }

      assert.ok(tags.every(([, , attributes]) => !/\bon\w+=|\bsrc=/.test(attributes.replace(/"[^"]*"/g, '""'))));
    }
  });

  test("permits the style that it brings, and nothing else", async () => {
    const { html } = await pageOf({});
    const [, style = ""] = /<style>([^]*)<\/style>/.exec(html) ?? [];
    const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    assert.match(html, /^<!doctype html>\n<html lang="nl">/);
  });

  test("leads to its files by the names that the archive gives them", async () => {
    const files = ["a/../../b.pdf", "b.pdf", "B.pdf", "con.txt", "50% één.txt", "brieven/één #1?.txt"]
      .map((name) => file(name));
    const { html, archive, references } = await pageOf({ files });
    const hrefs = [...html.matchAll(/<a dir="auto" href="([^"]*)"/g)].map(([, href = ""]) => decodeURIComponent(href));
    const [page, ...paths] = safePaths([archive.page.path, ...references.map(({ name }) => name)]);
    assert.equal(page, "Bericht.html");
    assert.deepEqual(hrefs, paths);
    assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, files.length);
    assert.ok(paths.every((path) => path.startsWith("Bestanden/") && !path.includes("..")));
  });

  test("says where a link leads that stands behind other words", async () => {
    const { html } = await pageOf({ body: [line({ text: "uw bank", link: "https://delinde.nl/x" })] });
    assert.match(html, /<a href="https:\/\/delinde\.nl\/x" rel="noopener noreferrer">uw bank<\/a> \(delinde\.nl\)/);
  });

  test("stands first in its archive, in pieces, and the archive is as long as was announced", async () => {
    const text = "Lange tekst. ".repeat(100_000);
    const { archive, html } = await pageOf({ text });
    const source = sourceOf({ jobs: [], archive });
    const pieces = [];
    const { signal } = new AbortController();
    for await (const piece of source.read({ requestTicket: () => assert.fail("Nothing is asked for."), signal })) {
      assert.ok(piece.length <= 512 * 1024);
      pieces.push(Buffer.from(piece));
    }

    const bytes = Buffer.concat(pieces);
    const [entry, ...others] = await entriesOf(bytes);
    assert.deepEqual([entry.fileName, others.length, source.name], ["Bericht.html", 0, "Verslag.zip"]);
    assert.equal((await readAll(bytes, entry)).toString(), html);
    assert.equal(bytes.length, source.length);
    assert.equal(archiveLength([{ path: entry.fileName, size: Buffer.byteLength(html) }]), source.length);
  });
});
