import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const config = JSON.parse(readFileSync(fileURLToPath(
  new URL("../../static-web/staticwebapp.config.json", import.meta.url)), "utf8"));
const headers = config.globalHeaders;

test("a page may do what it needs, and nothing else", () => {
  const policy = Object.fromEntries(headers["Content-Security-Policy"].split("; ").map((directive) => {
    const [name, ...values] = directive.split(" ");
    return [name, values.join(" ")];
  }));

  assert.deepEqual(policy, {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "font-src": "'self'",
    "connect-src": "'self' __BLOB_ORIGIN__",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self' blob:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "zegel",
    "upgrade-insecure-requests": "",
  });
});

for (const [name, value] of Object.entries({
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
})) {
  test(`${name} is ${value}`, () => assert.equal(headers[name], value));
}

test("no page of the site loosens the headers", () => {
  assert.deepEqual(config.routes.filter((route) => route.headers !== undefined), []);
});
