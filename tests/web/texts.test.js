import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parts } from "../../static-web/js/text/text.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const site = path.join(root, "static-web");

/** @param {"nl" | "en"} language @param {readonly string[]} some parts */
async function textsOf(language, some) {
  const modules = await Promise.all(some.map((part) => import(`../../static-web/js/text/${language}/${part}.js`)));
  return Object.assign({}, ...modules.map(({ texts }) => texts));
}

const [nl, en] = await Promise.all([textsOf("nl", parts), textsOf("en", parts)]);

/** Keys that are put together from parts, by how they begin. */
const composed = [
  "account.role.", "added.", "adding.", "answered.", "audit.event.", "choose.", "client.notices.", "compose.busy.",
  "day.", "dead-end.", "delegates.act.", "fill.",
  "desk.end.", "size.", "desk.join.", "desk.leave.", "photos.",
  "desk.resume.", "desk.state.", "desk.suspend.", "dossiers.empty.", "draft.state.", "dossiers.tab.", "download.",
  "draft.copy", "draft.person", "recipients.column.",
  "files.",
  "forms.archive.", "forms.copy.", "forms.fault.", "forms.kind.", "forms.least.", "forms.most.", "forms.option.",
  "forms.page.title.", "forms.question.help.", "forms.question.text.", "forms.restore.", "forms.state.",
  "forms.title-of.",
  "format.", "folders.column.", "folders.digest.", "folders.kind.", "folders.person.", "folders.right.", 
  "folders.share.to-",
  "guest.confidentiality.", "guest.terms.", "guests.which.", "input.", "keeping.all-done.", "keeping.done.",
  "keeping.empty.",
  "filters.", "handling.snooze.", "labels.colour.",
  "keeping.view.", "keys.", "log-in.code.", "log-in.way.", "members.is.",
  "method.", "mistakes.",
  "my.added.", "office.close.", "office.count.", "office.import.", "office.publish.", "office.refused.",
  "office.reopen.", "own.by.", "tasks.asking.", "tasks.column.", "tasks.look.", "tasks.other-day.", "tasks.remind.",
  "tasks.state.", "tasks.withdraw.", "portal.actions.", "preview.", "problem.", "reach.", "received.", "receipt.",
  "start.sent.", "starter.kind.",
  "transfer.",
];

const sources = readdirSync(site, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(js|html)$/.test(file) && !file.includes(`text${path.sep}`))
  .map((file) => readFileSync(path.join(site, file), "utf8"))
  .join("\n");

const placeholders = (words) => [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

test("no text stands in two parts", async () => {
  const keys = (await Promise.all(parts.map((part) => textsOf("nl", [part])))).flatMap(Object.keys);
  assert.deepEqual(keys.filter((key, index) => keys.indexOf(key) !== index), []);
});

/**
 * The sources that a page loads: its document, and its modules with all they import, at once or when it is asked for.
 * @param {string} page
 */
function sourcesOf(page) {
  const document = readFileSync(path.join(site, page), "utf8");
  const seen = new Map();
  const add = (file) => {
    if (!seen.has(file) && !/[\\/](?:text|vendor)[\\/]/.test(file)) {
      const source = readFileSync(file, "utf8");
      seen.set(file, source);
      // Comments name modules for their types alone.
      const code = source.replace(/\/\*[^]*?\*\//g, "");
      for (const [, target] of code.matchAll(/(?:from |import |import\()"(\.[^"]+)"/g)) {
        add(path.resolve(path.dirname(file), target));
      }
    }
  };
  for (const [, script] of document.matchAll(/<script[^>]* src="\/([^"]+)"/g)) {
    add(path.join(site, script));
  }

  return { document, all: [document, ...seen.values()].join("\n"), modules: seen };
}

/** What a refusal is called, by method and address, from the service's own description. */
const refusalsOf = new Map(
  [...readFileSync(path.join(root, "docs", "api.md"), "utf8").matchAll(/^\| `([A-Z]+) \/api\/([^`]+)`(.*)$/gm)].map(
    ([, method, address, row]) => [
      `${method} ${address}`,
      [...row.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => `problem.${code}`),
    ],
  ),
);

/** The routes that a page's modules ask, by the functions that they import. @param {Map<string, string>} modules */
function routesOf(modules) {
  return [...modules].flatMap(([file, source]) =>
    [...source.matchAll(/import \{([^}]+)\} from "([./]+\/api\/[a-z-]+\.js)"/g)].flatMap(([, names, target]) => {
      const api = modules.get(path.resolve(path.dirname(file), target)) ?? "";
      return names.split(",").flatMap((name) => {
        const begins = new RegExp(`^export (?:const|async function|function) ${name.trim()}\\b`, "m");
        const [body = ""] = api.split(/^(?=export )/m).filter((one) => begins.test(one));
        return [...body.matchAll(/call\(\s*"([^"]+)"/g)].map(([, route]) => route);
      });
    }),
  );
}

/** What begins a key whose end the service says; its refusals are looked at by route. */
const fromOutside = ["problem.", "input.", "dead-end."];

/** By page how texts begin that its people are never shown: drafts, what waits and reminders of a conversation. */
const neverShown = { [path.join("open", "index.html")]: ["draft.", "undo.", "keeping."] };

test("a page loads the parts that have its texts", async () => {
  const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  assert.ok(pages.length > 8);
  let found = 0;
  for (const page of pages) {
    const { document, all, modules } = sourcesOf(page);
    const [, named = ""] = /<html [^>]*data-texts="([^"]*)"/.exec(document) ?? [];
    const added = [...all.matchAll(/\baddTexts\("([^"]+)"\)/g)].map(([, part]) => part);
    const loaded = await textsOf("nl", ["common", ...named.split(" ").filter((part) => part !== ""), ...added]);
    const beginnings = [...all.matchAll(/`([a-z][a-z.-]*\.)\$\{/g)].map(([, beginning]) => beginning)
      .filter((beginning) => !fromOutside.includes(beginning));
    const ends = [...all.matchAll(/\b(?:deadEnd|offerFreshLink)\(([^,{]+),/g)].flatMap(([, name]) =>
      [...name.matchAll(/(?:^|[?:] )"([a-z-]+)"/g)].map(([, end]) => `dead-end.${end}.title`));
    // A page that names a refusal says it in words of its own.
    const refusals = routesOf(modules).flatMap((route) => refusalsOf.get(route) ?? [])
      .filter((key) => !all.includes(`"${key.replace("problem.", "")}"`));
    found += refusals.length + ends.length;
    const needed = Object.keys(nl).filter((key) =>
      all.includes(`"${key}"`) || beginnings.some((beginning) => key.startsWith(beginning))
        || ends.includes(key) || refusals.includes(key))
      .filter((key) => !neverShown[page]?.some((beginning) => key.startsWith(beginning)));
    assert.deepEqual(needed.filter((key) => !(key in loaded)), [], page);
  }

  assert.ok(found > 100, String(found));
});

test("both languages fill in the same values", () => {
  for (const key of Object.keys(nl)) {
    assert.deepEqual(placeholders(en[key]), placeholders(nl[key]), key);
  }
});

test("every text is used", () => {
  const unused = Object.keys(nl).filter(
    (key) => !sources.includes(`"${key}"`) && !composed.some((beginning) => key.startsWith(beginning)),
  );
  assert.deepEqual(unused, []);
});

test("every key that a document names has a text", () => {
  const documents = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
  const named = documents.flatMap((file) =>
    [...readFileSync(path.join(site, file), "utf8").matchAll(/ data-(?:text|label|hint|tip)="([^"]*)"/g)]);
  assert.ok(named.length > 50);
  assert.deepEqual(named.map(([, key]) => key).filter((key) => !(key in nl)), []);
});

test("every problem of the service has words", () => {
  const contract = readFileSync(path.join(root, "docs", "api.md"), "utf8");
  const refusals = [...contract.matchAll(/\b4\d\d\)? `([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code);
  const missing = refusals.filter((code) => !(`problem.${code}` in nl));
  assert.ok(refusals.length > 8);
  assert.deepEqual(missing, []);
});

test("everything that is written down has words where it is read", async () => {
  const functions = path.join(root, "functions");
  const events = readdirSync(functions, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".cs"))
    .flatMap((file) => [...readFileSync(path.join(functions, file), "utf8").matchAll(/ AuditEvent (\w+) =\s/g)])
    .map(([, name]) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
  const page = readFileSync(path.join(site, "admin", "audit", "index.html"), "utf8");
  const shown = await textsOf("nl", /data-texts="([^"]*)"/.exec(page)[1].split(" "));
  assert.ok(events.length > 100);
  assert.deepEqual(events.filter((event) => !(`audit.event.${event}` in shown)), []);
});

test("no text speaks of what only programmers know", () => {
  for (const words of [...Object.values(nl), ...Object.values(en)]) {
    assert.doesNotMatch(words, /\b(token|session|sync|end-to-end)\b/i);
  }
});
