#!/usr/bin/env node
// Draws static-web/icons/*.png, which a phone shows for the installed site, from static-web/icon.svg. They are
// committed: run it again when the icon changes. Needs Chromium, as the browser tests do.
//
//   node infra/scripts/make-icons.mjs [path of Chromium, by default chromium-headless-shell]

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const site = resolve(fileURLToPath(import.meta.url), "../../../static-web");
const drawing = readFileSync(join(site, "icon.svg"), "utf8");

// A phone cuts a maskable icon to its own shape: colour up to the edge, and the drawing within the inner four fifths.
const maskable = drawing.replace(' rx="7"', "").replace("<g ", '<g transform="translate(2.4 2.4) scale(0.85)" ');

const [chromium = "chromium-headless-shell"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "icons-"));
mkdirSync(join(site, "icons"), { recursive: true });
for (const [name, svg, size] of /** @type {const} */ ([
  ["icon-192", drawing, 192], ["icon-512", drawing, 512], ["maskable-512", maskable, 512],
])) {
  const page = join(folder, `${name}.html`);
  const style = `body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }`;
  writeFileSync(page, `<style>${style}</style>${svg}`);
  execFileSync(chromium, [
    "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--default-background-color=00000000",
    `--window-size=${size},${size}`, `--screenshot=${join(site, "icons", `${name}.png`)}`, pathToFileURL(page).href,
  ], { stdio: "ignore" });
}

rmSync(folder, { recursive: true });
