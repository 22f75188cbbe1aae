import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { Linter } from "eslint";
import { layers } from "./layers.js";

const linter = new Linter({ cwd: "/" });
const config = [{ plugins: { zegel: { rules: { layers } } }, rules: { "zegel/layers": "error" } }];

/** What the rule says of one import. @param {string} file below static-web/js @param {string} source */
const said = (file, source) =>
  linter.verify(source, config, path.join("/static-web/js", file)).map(({ message }) => message);

/** @param {string} file @param {string} target both below static-web/js */
function crosses(file, target) {
  const relative = path.posix.relative(path.posix.dirname(file), target);
  const messages = said(file, `import "${relative.startsWith(".") ? relative : `./${relative}`}";`);
  return messages.length > 0;
}

const below = ["upload", "download", "crypto", "storage", "api", "text"];

test("pages stand above spaces, spaces above components, components above the rest", () => {
  const order = ["pages/mail", "spaces", "components"];
  for (const [at, upper] of order.entries()) {
    for (const lower of [...order.slice(at + 1), ...below]) {
      assert.ok(crosses(`${lower}/a.js`, `${upper}/b.js`), `${lower} imports ${upper}`);
    }
  }
});

test("what stands below is reached", () => {
  for (const target of ["spaces", "components", "api", "text", "upload", "download", "crypto"]) {
    assert.ok(!crosses("pages/mail/a.js", `${target}/b.js`), `pages imports ${target}`);
  }

  assert.ok(!crosses("spaces/a.js", "components/b.js"));
  assert.ok(!crosses("components/a.js", "text/b.js"));
  assert.ok(!crosses("upload/a.js", "storage/b.js"));
});

test("components ask by events: they reach neither the service nor a transfer", () => {
  for (const target of ["api", "crypto", "upload", "download", "storage"]) {
    assert.ok(crosses("components/a.js", `${target}/b.js`), target);
  }
});

test("forms know neither a document nor the service", () => {
  for (const target of ["pages/mail", "spaces", "components", "api", "upload", "storage", "text", "browser"]) {
    assert.ok(crosses("forms/a.js", `${target}/b.js`), target);
  }

  for (const from of ["pages/mail", "spaces", "components"]) {
    assert.ok(!crosses(`${from}/a.js`, "forms/b.js"), from);
  }
});

test("a page imports from its own folder and from what pages share, not from another page", () => {
  assert.ok(!crosses("pages/mail/index.js", "pages/mail/list.js"));
  assert.ok(!crosses("pages/mail/index.js", "pages/shared/page.js"));
  assert.deepEqual(said("pages/mail/index.js", 'import "../open/ends.js";'), [
    "pages/mail may not import pages/open.",
  ]);
});

test("what pages share never imports from a page", () => {
  assert.ok(!crosses("pages/shared/a.js", "pages/shared/b.js"));
  assert.ok(crosses("pages/shared/a.js", "pages/mail/b.js"));
});

test("every way to import is looked at", () => {
  for (const source of [
    'import "../open/ends.js";',
    'const a = () => import("../open/ends.js");',
    'const a = (name) => import(`../open/${name}.js`);',
    'export { a } from "../open/ends.js";',
    'export * from "../open/ends.js";',
  ]) {
    assert.equal(said("pages/mail/index.js", source).length, 1, source);
  }
});
