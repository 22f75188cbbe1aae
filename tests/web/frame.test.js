import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { framedPages, importedBy, writePages } from "../../infra/scripts/write-pages.mjs";

const site = fileURLToPath(new URL("../../static-web", import.meta.url));
const files = readdirSync(site, { recursive: true, encoding: "utf8" });
const pages = await framedPages(site);

for (const [file, document] of pages) {
  test(`the frame of ${path.relative(site, file)} is what node infra/scripts/write-pages.mjs writes`, () => {
    assert.equal(readFileSync(file, "utf8"), document);
  });

  test(`${path.relative(site, file)} names only what is there, and each module once`, () => {
    const links = [...document.matchAll(/<(?:link|script)[^>]* (?:href|src)="\/([^"]+)"/g)].map(([, link]) => link);
    assert.deepEqual(links.filter((link) => !existsSync(path.join(site, link))), []);
    assert.equal(new Set(links).size, links.length);
  });
}

test("an import of every form is followed, one at run time is not", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "site-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "a.js"), [
    `import "./b.js";`, `import {`, `  one,`, `  two,`, `} from "./c.js";`, `export { three } from "./d.js";`,
    `const late = () => import("./e.js");`, `/** @type {import("./f.js").F} */`, `export const a = "./g.js";`,
  ].join("\n"));
  for (const name of ["b", "c"]) {
    writeFileSync(path.join(folder, `${name}.js`), "export * from \"./d.js\";\n");
  }

  writeFileSync(path.join(folder, "d.js"), "import * as a from \"./a.js\";\n");
  assert.deepEqual(importedBy(folder, "a.js"), ["b.js", "c.js", "d.js"]);
});

test("a frame that was changed by hand is written again, and then no more", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "site-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(site, folder, { recursive: true });
  const page = path.join(folder, "mail", "index.html");
  const right = readFileSync(page, "utf8");
  writeFileSync(page, right.replace("data-skip ", "").replace("/js/api/call.js", "/js/api/gone.js"));
  assert.deepEqual(await writePages(folder), [page]);
  assert.equal(readFileSync(page, "utf8"), right);
  assert.deepEqual(await writePages(folder), []);
  writeFileSync(page, right.replace("<!-- header ", "<!-- top "));
  await assert.rejects(framedPages(folder), /mail.index\.html has no <!-- header -->/);
});

test("the site can be installed, with icons of the sizes that it says", () => {
  const manifest = JSON.parse(readFileSync(path.join(site, "site.webmanifest"), "utf8"));
  assert.ok(existsSync(path.join(site, manifest.start_url, "index.html")));
  assert.deepEqual(manifest.icons.map(({ purpose, sizes }) => [sizes, purpose ?? "any"]),
    [["192x192", "any"], ["512x512", "any"], ["512x512", "maskable"]]);
  for (const { src, sizes } of manifest.icons) {
    const picture = readFileSync(path.join(site, src));
    assert.equal(picture.toString("latin1", 1, 4), "PNG");
    assert.equal(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`, sizes);
  }
});

test("nothing of the site is kept in a cache of its own", () => {
  const scripts = files.filter((file) => file.endsWith(".js"));
  const caching = scripts.filter((file) => /\bcaches\b|\bCacheStorage\b/.test(code(file)));
  assert.ok(scripts.length > 100);
  assert.deepEqual(caching, []);
});

/** A script without its comments. @param {string} file */
function code(file) {
  return readFileSync(path.join(site, file), "utf8").replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
}
