import assert from "node:assert/strict";
import { test } from "node:test";
import jsqr from "jsqr";
import { isColour, readableOnWhite } from "../../static-web/js/components/colour.js";
import { isOfKinds } from "../../static-web/js/components/file-kinds.js";
import { keepKinds } from "../../static-web/js/components/keep-kinds.js";
import { linkHtml } from "../../static-web/js/pages/admin/link-html.js";
import { modulesOf, pathOf, qrSvg } from "../../static-web/js/components/qr-code.js";
import { freeName, signsOf, suggested } from "../../static-web/js/pages/admin/starter-names.js";

const address = "https://veilig.huidpraktijk-de-linde.example/start/#herhaalrecepten-en-uitslagen";

/** What stands in the path, as a camera would see it: so many pixels for a module. */
function pixelsOf(path, size, scale) {
  const data = new Uint8ClampedArray(size * scale * size * scale * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let at = 0; at < scale * scale; at++) {
      const [px, py] = [Number(x) * scale + (at % scale), Number(y) * scale + Math.floor(at / scale)];
      data.set([0, 0, 0], (py * size * scale + px) * 4);
    }
  }

  return { data, width: size * scale };
}

test("a reader that is not ours reads the starter's address from its QR code", () => {
  const modules = modulesOf(address);
  const { data, width } = pixelsOf(pathOf(modules), modules.length, 4);

  assert.equal(jsqr(data, width, width)?.data, address);
  // Four modules of nothing around it, without which readers do not find it.
  assert.ok(modules.slice(0, 4).every((row) => row.every((isDark) => !isDark)) && modules[4].some((isDark) => isDark));
  assert.ok(qrSvg(address).includes(pathOf(modules)));
});

test("a colour that cannot be read becomes the nearest darker one, and one that can stays", () => {
  assert.equal(readableOnWhite("#1d5a8c"), "#1d5a8c");
  assert.match(readableOnWhite("#ffcc00"), /^#[0-9a-f]{6}$/);
  assert.notEqual(readableOnWhite("#ffcc00"), "#ffcc00");
  assert.equal(readableOnWhite(readableOnWhite("#ffcc00")), readableOnWhite("#ffcc00"));
  assert.ok(!isColour("#fff") && !isColour("red") && isColour("#ABCDEF"));
});

test("what was typed ends neither the link's address nor its words", () => {
  const starter = { address: "https://a.example/start/#x", mailbox: `"><script>alert(1)</script>'&` };
  const html = linkHtml({ ...starter, colour: `red"><b>` }, "nl");
  assert.equal(html.match(/[<>]/g)?.length, 4);
  assert.match(html, /^<a href="https:\/\/a\.example\/start\/#x" rel="noopener noreferrer" [^<>]*">[^<]*<\/a>$/);
});

test("the button for a website has the organisation's colour, as dark as white words on it need", () => {
  const starter = { address: "https://a.example/start/#x", mailbox: "Info" };
  assert.match(linkHtml({ ...starter, colour: "#6b2d8b" }, "nl"), /background:#6b2d8b;color:#ffffff/);
  assert.ok(linkHtml({ ...starter, colour: "#ffcc00" }, "nl").includes(`background:${readableOnWhite("#ffcc00")};`));
  assert.match(linkHtml({ ...starter, colour: null }, "en"), /background:#1d5a8c;.*>Send a secure message to Info</);
});

test("a starter's name comes from the mailbox's, and is free", () => {
  assert.equal(suggested("Cliënten & zorg"), "clienten-zorg");
  assert.equal(suggested("–"), "");
  assert.equal(suggested("x".repeat(60)).length, 40);
  assert.equal(freeName("info", ["info", "info-2"]), "info-3");
  assert.equal(freeName("x".repeat(40), ["x".repeat(40)]), `${"x".repeat(38)}-2`);
  assert.equal(signsOf("👩‍👩‍👧é"), 2);
});

test("files of other kinds than were asked for are kept out, by name", () => {
  const file = (name) => ({ name, file: new File([], name) });
  const found = { chosen: [file("Brief.PDF"), file("map/foto.jpeg"), file("klank.mp3"), file("geen")], unread: [] };

  assert.deepEqual(keepKinds(found, null), { right: found, refusals: [] });
  const { right, refusals } = keepKinds(found, ["documents", "pictures"]);
  assert.deepEqual(right.chosen.map(({ name }) => name), ["Brief.PDF", "map/foto.jpeg"]);
  assert.deepEqual(refusals, [{ key: "starter.kinds.refused", values: { n: 2, names: ["klank.mp3", "geen"] } }]);
  assert.ok(isOfKinds("a.b.csv", ["spreadsheets"]) && !isOfKinds("pdf", ["documents"]));
});
