#!/usr/bin/env node
// Copies the third-party modules of the site, as pinned in infra/site/package-lock.json, into a site's vendor/ folder:
// the site is served as it stands, without a bundler, and they are never committed. Safe to run again, and by several
// at the same time.
//
//   node infra/scripts/copy-vendor.mjs [folder of the site, by default static-web]

import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const site = join(root, "infra/site");

/** The modules of the editor: each imports others by the names of their packages. */
const EDITOR = {
  "prosemirror-commands": "dist/",
  "prosemirror-history": "dist/",
  "prosemirror-keymap": "dist/",
  "prosemirror-model": "dist/",
  "prosemirror-schema-list": "dist/",
  "prosemirror-state": "dist/",
  "prosemirror-transform": "dist/",
  "prosemirror-view": "dist/",
  orderedmap: "dist/",
  "rope-sequence": "dist/",
  "w3c-keyname": "",
};

/** Module by module: where it is in its package, and its name in vendor/. Types stand beside what they describe. */
const FILES = {
  "client-zip/index.js": "client-zip.js",
  "client-zip/index.d.ts": "client-zip.d.ts",
  "client-zip/LICENSE.txt": "client-zip.LICENSE.txt",
  "csv-parse/dist/esm/sync.js": "csv-parse.js",
  // Its own types speak of Node's streams.
  "../csv-parse.d.ts": "csv-parse.d.ts",
  "csv-parse/LICENSE": "csv-parse.LICENSE.txt",
  "fastest-levenshtein/esm/mod.js": "fastest-levenshtein.js",
  "fastest-levenshtein/esm/mod.d.ts": "fastest-levenshtein.d.ts",
  "fastest-levenshtein/LICENSE.md": "fastest-levenshtein.LICENSE.txt",
  "mailcheck/src/mailcheck.js": "mailcheck.js",
  "../mailcheck.d.ts": "mailcheck.d.ts",
  "mailcheck/LICENSE": "mailcheck.LICENSE.txt",
  "pdfkit/js/pdfkit.standalone.js": "pdfkit.js",
  "../pdfkit.d.ts": "pdfkit.d.ts",
  "pdfkit/LICENSE": "pdfkit.LICENSE.txt",
  "qr/index.js": "qr.js",
  "qr/index.d.ts": "qr.d.ts",
  "qr/LICENSE-MIT": "qr.LICENSE.txt",
  "@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff": "dejavu-sans.woff",
  "@fontsource/dejavu-sans/files/dejavu-sans-latin-700-normal.woff": "dejavu-sans-bold.woff",
  "@fontsource/dejavu-sans/LICENSE": "dejavu-sans.LICENSE.txt",
  ...Object.fromEntries(Object.entries(EDITOR).flatMap(([name, folder]) => [
    [`${name}/${folder}index.js`, `${name}.js`],
    [`${name}/${folder}index.d.ts`, `${name}.d.ts`],
    [`${name}/LICENSE`, `${name}.LICENSE.txt`],
  ])),
};

/** What a script that makes a global needs to be a module. */
const ENDS = { "mailcheck.js": "\nexport default Mailcheck;\n" };

/** A package is imported by its name, which a page knows nothing of. */
const BY_NAME = new RegExp(`\\bfrom (["'])(${Object.keys(EDITOR).join("|")})\\1`, "g");

/** @param {string} folder that the site is served from */
export function copyVendor(folder) {
  const packages = join(site, "node_modules");
  if (!Object.keys(FILES).every((file) => existsSync(join(packages, file)))) {
    const isWindows = process.platform === "win32";
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: site, shell: isWindows });
  }

  const vendor = join(folder, "vendor");
  mkdirSync(vendor, { recursive: true });
  for (const [file, name] of Object.entries(FILES)) {
    // Who reads meanwhile gets the old file or the new one, never half of it.
    const half = join(vendor, `.${name}.${process.pid}`);
    const bytes = readFileSync(join(packages, file));
    const isNamed = EDITOR[/** @type {keyof typeof EDITOR} */ (file.split("/")[0])] !== undefined;
    writeFileSync(half, isNamed ? bytes.toString("utf8").replace(BY_NAME, 'from "./$2.js"') : bytes);
    name in ENDS && appendFileSync(half, ENDS[/** @type {keyof typeof ENDS} */ (name)]);
    renameSync(half, join(vendor, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  copyVendor(resolve(process.argv[2] ?? join(root, "static-web")));
}
