import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("conversations checks password");
const { chooseLanguage } = await import("../../static-web/js/text/text.js");
const { ReaderCheck } = await import("../../static-web/js/components/reader-check.js");
const { RaisePanel } = await import("../../static-web/js/components/raise-panel.js");
const { Mailbox } = await import("../../static-web/js/spaces/mailbox.js");
await chooseLanguage("nl");

/** Everything below an element. */
const all = (element) => [element, ...(element.children ?? []).flatMap(all)];

const inputs = (element, type) => all(element).filter((one) => one.getAttribute?.("type") === type);

const offerOf = ({ smsAvailable = true, lowestMethod = "none", accounts = [] } = {}) => ({
  smsAvailable, lowestMethod, hasAccount: (email) => Promise.resolve(accounts.includes(email)),
});

const offered = (check) => inputs(check.element, "radio").map((radio) => radio.getAttribute("value"));

const type = (check, kind, words) => {
  const [field] = inputs(check.element, kind);
  field.value = words;
};

describe("the checks that a recipient can get", () => {
  for (const [lowestMethod, methods] of [
    ["none", ["none", "password", "sms", "account"]], ["password", ["password", "sms", "account"]],
    ["sms", ["sms", "account"]], ["account", ["account"]],
  ]) {
    test(`are at least ${lowestMethod} when the organisation says so`, () => {
      assert.deepEqual(offered(new ReaderCheck(offerOf({ lowestMethod }))), methods);
    });
  }

  test("are stronger ones for who is raised, and never weaker than permitted", () => {
    assert.deepEqual(offered(new ReaderCheck(offerOf(), { present: "none" })), ["password", "sms", "account"]);
    assert.deepEqual(offered(new ReaderCheck(offerOf(), { present: "sms" })), ["account"]);
    const least = offerOf({ lowestMethod: "sms" });
    assert.deepEqual(offered(new ReaderCheck(least, { present: "none" })), ["sms", "account"]);
  });

  test("begin with an SMS code, or without SMS with the first that is left", () => {
    assert.equal(new ReaderCheck(offerOf()).method, "sms");
    assert.equal(new ReaderCheck(offerOf({ smsAvailable: false })).method, "none");
    assert.equal(new ReaderCheck(offerOf({ smsAvailable: false, lowestMethod: "password" })).method, "password");
  });
});

describe("what a check takes", () => {
  test("is a number, which can come later, but not for who is raised", () => {
    const check = new ReaderCheck(offerOf());
    assert.equal(check.check(), null);
    assert.deepEqual(check.read(), { method: "sms", phone: null, password: null });
    type(check, "tel", "nog niet");
    assert.notEqual(check.check(), null);
    assert.notEqual(new ReaderCheck(offerOf(), { present: "none" }).check(), null);
  });

  test("is a password of eight characters that are seen, without blanks around it", () => {
    const check = new ReaderCheck(offerOf());
    check.choose("password");
    for (const [typed, isGood] of [
      ["", false], ["       x", false], ["zeven 7", false], [" acht is8 ", true], ["x".repeat(65), false],
    ]) {
      type(check, "password", typed);
      assert.equal(check.check() === null, isGood, typed);
    }

    type(check, "password", " acht is8 ");
    assert.deepEqual(check.read(), { method: "password", phone: null, password: "acht is8" });
  });
});

describe("the account of a recipient", () => {
  test("is one that is there; of somebody else's the check falls back", async () => {
    const check = new ReaderCheck(offerOf({ accounts: ["karin@example.nl"] }));
    await check.lookAt("karin@example.nl");
    check.choose("account");
    assert.equal(check.check(), null);

    await check.lookAt("piet@example.nl");

    assert.equal(check.method, "sms");
    const only = new ReaderCheck(offerOf({ lowestMethod: "account" }));
    await only.lookAt("piet@example.nl");
    assert.notEqual(only.check(), null);
  });

  test("is not what was heard late of another address", async () => {
    const answers = [];
    const hasAccount = () => new Promise((resolve) => answers.push(resolve));
    const check = new ReaderCheck({ ...offerOf(), hasAccount });
    const looking = [check.lookAt("karin@example.nl"), check.lookAt("piet@example.nl")];
    answers[1](false);
    answers[0](true);
    await Promise.all(looking);
    const account = inputs(check.element, "radio").find((radio) => radio.getAttribute("value") === "account");
    assert.equal(account.disabled, true);
  });
});

test("whether somebody has an account is asked once for an address, and again after nobody answered", async () => {
  const mailbox = new Mailbox({ mailboxId: "a".repeat(32), name: "Info" });
  const asked = [];
  const answer = (isDown) => (_, { body }) => {
    const { emails } = JSON.parse(body);
    asked.push(...emails);
    const recipients = emails.map((email) => ({ email, hasAccount: true }));
    return isDown ? Promise.reject(new TypeError("offline")) : Promise.resolve(Response.json({ recipients }));
  };
  globalThis.fetch = answer(true);
  assert.equal(await mailbox.hasAccount("karin@example.nl"), false);
  globalThis.fetch = answer(false);
  assert.equal(await mailbox.hasAccount(" Karin@example.nl "), true);
  assert.equal(await mailbox.hasAccount("karin@example.nl"), true);
  assert.equal(await mailbox.hasAccount("geen adres"), false);

  assert.equal(asked.length, 2);
});

describe("who has a weaker check than the organisation permits", () => {
  const person = (number, method, more = {}) =>
    ({ participantId: `c${number}`, kind: "person", name: `P${number}`, email: null, method, held: false,
      revokedAt: null, ...more });
  const people = [person(1, "none"), person(2, "sms"), person(3, "sms", { held: true }), person(4, "account")];

  test("is chosen to be raised, says why, and may wait for a number", () => {
    const panel = new RaisePanel(offerOf({ lowestMethod: "sms" }), people);
    assert.equal(panel.element.open, true);
    assert.match(panel.element.textContent, /Verhoog eerst de controle van P1\./);
    assert.equal(panel.isDirty, false);
    assert.deepEqual(panel.read(), [{ participantId: "c1", method: "sms", phone: null, password: null }]);
  });

  test("also stays chosen when a draft is put back that did not know it", () => {
    const panel = new RaisePanel(offerOf({ lowestMethod: "account" }), people);
    panel.putBack([]);
    assert.deepEqual(panel.written.map(({ participantId }) => participantId), ["c1", "c2", "c3"]);
  });

  test("is known from the service where the setting changed meanwhile; others are nobody's business here", () => {
    const panel = new RaisePanel(offerOf(), people);
    assert.deepEqual([panel.element.open ?? false, panel.read()], [false, []]);
    assert.equal(panel.need(["elsewhere"]), false);
    assert.equal(panel.need(["c1"]), true);
    assert.deepEqual(panel.read().map(({ participantId }) => participantId), ["c1"]);
  });
});
