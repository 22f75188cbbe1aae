#!/usr/bin/env node
// Prints how often ordinary messages are asked about and how many mistakes are, for a seed:
//
//   node tests/web/warnings.js [seed]

import { copyVendor } from "../../infra/scripts/copy-vendor.mjs";
import { fileURLToPath } from "node:url";
import { mistakesOf, ordinaryMonth } from "./mailbox-month.js";

copyVendor(fileURLToPath(new URL("../../static-web", import.meta.url)));
const { mistakesIn } = await import("../../static-web/js/spaces/mistakes.js");
const seed = Number(process.argv[2] ?? 1);

const print = (name, value, unit) => console.log(`${name} ${value} ${unit}`);

/** @param {Map<string, number>} counts @param {string} kind */
const count = (counts, kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);

const [warned, missed] = [new Map(), new Map()];
let [ordinary, asked, made, caught] = [0, 0, 0, 0];
for (const { people, contacts } of ordinaryMonth(seed)) {
  const found = mistakesIn(people, contacts);
  ordinary++;
  asked += found.length > 0 ? 1 : 0;
  found.forEach(({ kind }) => count(warned, kind));
}

for (const { kind, people, contacts, wrong } of mistakesOf(seed)) {
  const isCaught = mistakesIn(people, contacts)
    .some((found) => (found.kind === "many" ? wrong === null : found.email === wrong));
  made++;
  caught += isCaught ? 1 : 0;
  isCaught || count(missed, kind);
}

print("seed", seed, "");
print("warned-of-ordinary", (100 * asked) / ordinary, `in 100 (of ${ordinary})`);
print("caught-of-mistakes", (100 * caught) / made, `in 100 (of ${made})`);
[...warned].sort().forEach(([kind, n]) => print(`warned-${kind}`, n, "bars"));
[...missed].sort().forEach(([kind, n]) => print(`missed-${kind}`, n, "mistakes"));
