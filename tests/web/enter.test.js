import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { heedEnter } from "../../static-web/js/components/enter.js";

const scripts = fileURLToPath(new URL("../../static-web/js/", import.meta.url));

/**
 * Every form of the site, by the module that makes it, in the order in which it makes them. Enter in a field sends a
 * form only when what it does can be taken back, or is only one step of getting in or of finding something.
 */
const forms = {
  "components/attach-dialog.js": ["stays"], // files that go into a message
  "components/code-form.js": ["sends"], // a code
  "components/composer.js": ["stays"], // a sealed message
  "components/cover-dialog.js": ["stays"], // a copy of an identity document that is to be sent
  "components/confirm-dialog.js": ["stays"], // removing, ending, giving, resetting
  "components/editor/link-dialog.js": ["sends"], // where words of a message lead, to be changed again
  "components/internal-note.js": ["stays"], // a note of several lines
  "components/give-form.js": ["stays"], // a number, and a mail; another password
  "components/log-in-form.js": ["sends"], // logging in
  "components/message-form.js": ["stays"], // a sealed message
  "components/password-form.js": ["sends"], // an agreed password
  "components/wrong-number.js": ["stays"], // telling the sender
  "pages/account/details.js": ["sends"], // a name and a language, to be changed again
  "pages/account/guest.js": ["sends", "stays"], // two codes, and what they confirm: another address to log in with
  "pages/shared/members-part.js": ["stays"], // somebody may read a mailbox
  "pages/shared/enrolment.js": ["sends"], // a code
  "pages/shared/address-form.js": ["sends"], // a link to log in
  "pages/accounts/add.js": ["stays"], // an account, and a mail to a stranger
  "pages/admin/dossiers.js": ["stays"], // the lists of all dossiers
  "pages/admin/invite.js": ["stays"], // an account, and a mail to a stranger
  "pages/admin/mailboxes.js": ["stays", "stays"], // a mailbox that somebody can read; another name for all who use it
  "pages/admin/organisation.js": ["stays"], // how everybody sees the organisation
  "pages/admin/policy.js": ["stays"], // how everybody signs in
  "pages/admin/starters.js": ["stays", "stays"], // what leads the whole world to a mailbox
  "pages/audit/index.js": ["sends", "sends"], // searching, and a file to keep
  "pages/shared/choose-factor.js": ["sends", "sends"], // a choice, and a code
  "pages/dossiers/add-clients.js": ["stays"], // an account, and a mail to a stranger
  "pages/dossiers/ask.js": ["stays"], // something that clients have to do, and a mail
  "pages/dossiers/change.js": ["stays"], // what clients see at once
  "pages/dossiers/list.js": ["stays"], // what is searched is found while it is typed
  "pages/dossiers/new-dossier.js": ["stays"], // accounts, and mails to strangers
  "pages/dossiers/publish.js": ["stays"], // papers for clients
  "pages/files/sharing.js": ["stays"], // somebody may see a folder
  "pages/guests/document.js": ["stays"], // a text that every guest must accept
  "pages/guests/invite.js": ["stays"], // a guest, and a mail to a stranger
  "pages/guests/policy.js": ["stays"], // how long all guests stay
  "pages/password/index.js": ["sends"], // logging in
  "pages/request/index.js": ["stays"], // stopping what others asked
  "pages/start/index.js": ["stays"], // a conversation, and a mail
};

test("every form is in the table above, and Enter does in it what that says", () => {
  const found = {};
  const files = readdirSync(scripts, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  for (const file of files) {
    const source = readFileSync(path.join(scripts, file), "utf8");
    const constants = [...source.matchAll(/^ *const (\w+) = (\{.*\});$/gm)];
    const made = [...source.matchAll(/\bel\(\s*"form",\s*(\{[^]*?\}),?\s*(?:\w|\.\.\.|\))/g)].map(([, attributes]) => {
      const named = constants.filter(([, name]) => new RegExp(`(?:\\.\\.\\.|\\b)${name}\\b`).test(attributes));
      return /"data-enter": "sends"/.test(attributes + named.map(([, , value]) => value).join("")) ? "sends" : "stays";
    });
    assert.equal(made.length, [...source.matchAll(/\bel\(\s*"form"/g)].length, file);
    if (made.length > 0) {
      found[file.replaceAll(path.sep, "/")] = made;
    }
  }

  assert.deepEqual(found, forms);
});

/** What a press of Enter does in a field. */
function press(kind, enter, more = {}) {
  const did = [];
  const form = { dataset: enter === null ? {} : { enter }, requestSubmit: () => did.push("sent") };
  const tag = kind.split("[")[0];
  const type = /type=(\w+)/.exec(kind)?.[1] ?? "text";
  const isField = tag !== "button" && tag !== "a" && !["file", "submit", "button", "reset"].includes(type);
  const matches = (selector) => (selector === "input" ? tag === "input" : isField);
  const preventDefault = () => did.push("kept");
  heedEnter({ key: "Enter", ctrlKey: false, metaKey: false, target: { matches, form }, preventDefault, ...more });
  return did.join(" ");
}

describe("Enter", () => {
  for (const [kind, enter, more, expected] of [
    ["input", null, {}, "kept"],
    ["input[type=email]", null, {}, "kept"],
    ["input[type=checkbox]", null, {}, "kept"],
    ["input[type=radio]", null, {}, "kept"],
    ["input[type=date]", null, {}, "kept"],
    ["input", "sends", {}, ""],
    ["textarea", null, {}, ""],
    ["textarea", null, { ctrlKey: true }, "kept sent"],
    ["input", null, { ctrlKey: true }, "kept sent"],
    ["input", null, { metaKey: true }, "kept sent"],
    ["input", "sends", { metaKey: true }, "kept sent"],
    ["select", null, { ctrlKey: true }, "kept sent"],
    ["button", null, {}, ""],
    ["button", null, { ctrlKey: true }, ""],
    ["input[type=file]", null, {}, ""],
    ["input", null, { key: "a", ctrlKey: true }, ""],
    ["input", null, { key: "Tab" }, ""],
  ]) {
    const how = `${JSON.stringify(more)} in ${kind}${enter === null ? "" : " of a form that it sends"}`;
    test(`${how}: ${expected || "as the browser does"}`, () => assert.equal(press(kind, enter, more), expected));
  }

  test("in a field outside any form is the browser's", () => {
    const target = { matches: () => true, form: null };
    const preventDefault = () => assert.fail("It was kept.");
    heedEnter({ key: "Enter", ctrlKey: true, metaKey: false, target, preventDefault });
  });
});
