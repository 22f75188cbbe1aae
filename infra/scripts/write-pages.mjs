#!/usr/bin/env node
// Writes what all pages share into the documents of static-web/: head, preloads, header and footer. The site is served
// as it stands, without a build, so that what is written here is committed; a test fails when it is not what this
// script writes. Run twice, it changes nothing.
//
//   node infra/scripts/write-pages.mjs [folder of the site, by default static-web]
//
// A document holds what is its own, and marks where the frame goes:
//
//   <!-- head page="mail" title="mail.page" styles="field dialog" -->…<!-- /head -->
//   <!-- header -->…<!-- /header -->          its attributes: account (with the account menu), home (default /)
//   <!-- footer -->…<!-- /footer -->          its attribute: sealed (with the line on sealing)

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const COMMON_STYLES = ["button", "language", "dead-end", "notice"];
const EARLY = "js/text/early.js";
const BLOCK = /^( *)<!-- (head|header|footer)((?: [a-z]+(?:="[^"]*")?)*) -->\n(?:[^]*?\n)??\1<!-- \/\2 -->$/gm;

/**
 * The documents of a site as they should be.
 * @param {string} site
 * @returns {Promise<Map<string, string>>} by path
 */
export async function framedPages(site) {
  const { texts } = await import(pathToFileURL(join(site, "js/text/nl/common.js")).href);
  const documents = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  return new Map(await Promise.all(documents.map(async (file) => {
    const document = readFileSync(join(site, file), "utf8");
    const known = { ...texts, ...await namedTexts(site, document) };
    return /** @type {[string, string]} */ ([join(site, file), framed(site, file, document, known)]);
  })));
}

/** The texts of the parts that a document names. @param {string} site @param {string} document */
async function namedTexts(site, document) {
  const [, named = ""] = /<html [^>]*data-texts="([^"]*)"/.exec(document) ?? [];
  const modules = named.split(" ").filter(Boolean).map((part) => join(site, `js/text/nl/${part}.js`));
  const parts = await Promise.all(modules.map((module) => import(pathToFileURL(module).href)));
  return Object.assign({}, ...parts.map(({ texts }) => texts));
}

/** @param {string} site @param {string} file @param {string} document @param {Record<string, string>} texts */
function framed(site, file, document, texts) {
  const writers = { head, header, footer };
  const wanted = new Set(["head", "header"]);
  const result = document.replace(BLOCK, (_, indent, name, attributes) => {
    wanted.delete(name);
    const pairs = [...attributes.matchAll(/ ([a-z]+)(?:="([^"]*)")?/g)].map(([, key, value = ""]) => [key, value]);
    const lines = writers[/** @type {keyof typeof writers} */ (name)](Object.fromEntries(pairs), texts, site);
    return [`<!-- ${name}${attributes} -->`, ...lines, `<!-- /${name} -->`].map((line) => indent + line).join("\n");
  });
  if (wanted.size > 0) {
    throw new Error(`${file} has no <!-- ${[...wanted].join(" --> and no <!-- ")} -->`);
  }

  return result;
}

/** @param {Record<string, string>} given @param {Record<string, string>} texts @param {string} site */
function head({ page, title = "", styles = "" }, texts, site) {
  const components = [...COMMON_STYLES, ...styles.split(" ").filter(Boolean)].map((name) => `components/${name}`);
  const sheets = ["reset", "tokens", "base", "layout", ...components, "utilities"];
  const script = `js/pages/${page}/index.js`;
  const modules = new Set([...importedBy(site, EARLY), ...importedBy(site, script)]);
  return [
    `<meta charset="utf-8" />`,
    `<meta name="viewport" content="width=device-width, initial-scale=1" />`,
    `<meta name="color-scheme" content="light dark" />`,
    `<title data-text="${title}">${written(texts, title)}</title>`,
    `<link rel="icon" href="/icon.svg" type="image/svg+xml" />`,
    `<link rel="manifest" href="/site.webmanifest" />`,
    ...sheets.map((name) => `<link rel="stylesheet" href="/css/${name}.css" />`),
    `<link rel="stylesheet" href="/css/print.css" media="print" />`,
    `<script type="module" async src="/${EARLY}"></script>`,
    `<script type="module" src="/${script}"></script>`,
    ...[...modules].map((module) => `<link rel="modulepreload" href="/${module}" />`),
  ];
}

/** @param {Record<string, string>} given @param {Record<string, string>} texts */
function header({ account, home = "/" }, texts) {
  const tools = account === undefined
    ? [`  <div class="tools" data-tools><zegel-language></zegel-language></div>`]
    : [
      `  <div class="tools" data-tools>`,
      `    <zegel-language></zegel-language>`,
      `    <div data-part="account"></div>`,
      `  </div>`,
    ];
  return [
    `<button class="skip" type="button" data-skip data-text="skip">${written(texts, "skip")}</button>`,
    `<header class="top">`,
    `  <a class="organisation" href="${home}" data-organisation></a>`,
    ...tools,
    `</header>`,
    `<noscript><p data-text="noscript">${written(texts, "noscript")}</p></noscript>`,
  ];
}

/** @param {Record<string, string>} given @param {Record<string, string>} texts */
function footer({ sealed }, texts) {
  return sealed === undefined ? [`<footer class="bottom"><div data-help></div></footer>`] : [
    `<footer class="bottom">`,
    `  <p class="sealed-line">`,
    `    <svg class="icon" aria-hidden="true"><use href="/icons.svg#seal"></use></svg>`,
    `    <a href="/sealed/" data-text="sealed.line">${written(texts, "sealed.line")}</a>`,
    `  </p>`,
    `  <div data-help></div>`,
    `</footer>`,
  ];
}

/** A text as it stands in a document. @param {Record<string, string>} texts @param {string} key */
function written(texts, key) {
  const text = texts[key];
  if (text === undefined) {
    throw new Error(`There is no text ${key}`);
  }

  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/**
 * The modules that a module imports at once, and those that they import, nearest first: the browser learns of all of
 * them before it has read the first.
 * @param {string} site
 * @param {string} module its path in the site, with / between the parts
 * @returns {string[]}
 */
export function importedBy(site, module) {
  const found = new Set([module]);
  for (const one of found) {
    const source = readFileSync(join(site, one), "utf8");
    for (const [, name = ""] of source.matchAll(/^(?:import|export)\b(?:[^;"'(]*?\bfrom)?\s*"(\.[^"]+)";/gm)) {
      found.add(relative(site, resolve(site, dirname(one), name)).split(sep).join("/"));
    }
  }

  found.delete(module);
  return [...found];
}

/**
 * Writes the frame into the documents of a site.
 * @param {string} site
 * @returns {Promise<string[]>} those that changed
 */
export async function writePages(site) {
  const changed = [...await framedPages(site)].filter(([file, document]) => readFileSync(file, "utf8") !== document);
  for (const [file, document] of changed) {
    writeFileSync(file, document);
  }

  return changed.map(([file]) => file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(fileURLToPath(import.meta.url), "../../..");
  for (const file of await writePages(resolve(process.argv[2] ?? join(root, "static-web")))) {
    console.log(`${relative(process.cwd(), file)}: written`);
  }
}
