#!/usr/bin/env node
// Makes the site as it is deployed: a copy of static-web/ whose staticwebapp.config.json names the storage account's
// blob origin, which is known only after provisioning, and whose documents have the frame that write-pages.mjs makes.
// Nothing in static-web/ itself is changed. Safe to run again.
//
//   node infra/scripts/prepare-site.mjs <blob endpoint> [folder, by default artifacts/site]

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { copyVendor } from "./copy-vendor.mjs";
import { writePages } from "./write-pages.mjs";

// The same placeholder as in local/StaticWebAppConfig.cs.
const PLACEHOLDER = "__BLOB_ORIGIN__";
const CONFIG = "staticwebapp.config.json";
const MAXIMUM_BYTES = 20 * 1024; // Of Azure Static Web Apps.

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const [endpoint, folder = join(root, "artifacts/site")] = process.argv.slice(2);

/** @param {string} message */
function fail(message) {
  console.error(`${basename(process.argv[1] ?? "")}: ${message}`);
  process.exit(1);
}

if (!endpoint || !URL.canParse(endpoint) || new URL(endpoint).protocol !== "https:") {
  fail("the first argument must be the blob endpoint, such as https://account.blob.core.windows.net/");
}

const origin = new URL(/** @type {string} */ (endpoint)).origin;
const template = readFileSync(join(root, "static-web", CONFIG), "utf8");
if (!template.includes(PLACEHOLDER)) {
  fail(`static-web/${CONFIG} has no ${PLACEHOLDER}`);
}

const config = template.replaceAll(PLACEHOLDER, origin);
JSON.parse(config);
if (Buffer.byteLength(config) > MAXIMUM_BYTES) {
  fail(`${CONFIG} is larger than ${MAXIMUM_BYTES} bytes`);
}

rmSync(folder, { recursive: true, force: true });
cpSync(join(root, "static-web"), folder, { recursive: true });
writeFileSync(join(folder, CONFIG), config);
copyVendor(folder);
await writePages(folder);
console.log(`${folder}: the site, for content on ${origin}`);
