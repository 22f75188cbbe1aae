import assert from "node:assert/strict";
import { test } from "node:test";
import { mistakesIn } from "../../static-web/js/spaces/mistakes.js";
import { mistakesOf, ordinaryMonth } from "./mailbox-month.js";

const at = "2026-11-01T09:00:00Z";
const contacts = [
  { email: "piet.smit@gmail.com", name: "Piet Smit", times: 12, at },
  { email: "j.devries@bakkerijdehoop.nl", name: "Jan de Vries", times: 20, at },
  { email: "jan.devries@gmail.com", name: "Jan de Vries", times: 1, at },
  { email: "anna@bakkerijdehoop.nl", name: "", times: 2, at },
  { email: "jansen85@ziggo.nl", name: "Kees Jansen", times: 5, at },
  { email: "k7x2a@bakkerijdehoop.nl", name: "", times: 5, at },
  { email: "klant@example.nl", name: "", times: 5, at },
];

/** @param {string} email @param {string} [name] */
const alone = (email, name = "") => mistakesIn([{ email, name }], contacts).map(({ kind, meant }) => [kind, meant]);

for (const [email, kind, meant] of [
  ["piet.smti@gmail.com", "letter", "piet.smit@gmail.com"],
  ["piet.smitt@gmail.com", "letter", "piet.smit@gmail.com"],
  ["ana@bakkerijdehoop.nl", "letter", "anna@bakkerijdehoop.nl"],
  ["iemand@gmial.com", "domain", "iemand@gmail.com"],
  ["iemand@gmail.con", "domain", "iemand@gmail.com"],
  ["iemand@gmail.nl", "domain", "iemand@gmail.com"],
  ["iemand@hotmial.nl", "domain", "iemand@hotmail.nl"],
  ["anna@bakkerijdehop.nl", "domain", "anna@bakkerijdehoop.nl"],
  ["anna@bakkerijdehoop.com", "domain", "anna@bakkerijdehoop.nl"],
  ["iemand@eenanderbedrijf.nk", "domain", "iemand@eenanderbedrijf.nl"],
  ["jan.devries@bakkerijdehoop.nl", "namesake", "jan.devries@gmail.com"],
  ["piet.smit@hotmail.com", "namesake", "piet.smit@gmail.com"],
]) {
  test(`${email} is asked about: ${kind}`, () => assert.deepEqual(alone(email), [[kind, meant]]));
}

for (const email of [
  "piet.smit@gmail.com", "PIET.SMIT@GMAIL.COM", "iemand@hotmail.be", "iemand@outlook.de", "jansen58@ziggo.nl",
  "iemand@eenanderbedrijf.nl", "iemand@eenanderbedrijf.amsterdam", "p.smit@gmail.com", "klant2@example.nl",
  "iemand@example.com", "iemand@exemple.test", "k7x2b@bakkerijdehoop.nl",
]) {
  test(`${email} is nothing unusual`, () => assert.deepEqual(alone(email), []));
}

test("another initial is another person where there are many, and a slip at a company", () => {
  const known = ["j.bakker@gmail.com", "j.bakker@groot.nl"].map((email) => ({ email, name: "", times: 3, at }));
  const of = (/** @type {string} */ email) => mistakesIn([{ email, name: "" }], known).map(({ kind }) => kind);
  assert.deepEqual(of("k.bakker@gmail.com"), []);
  assert.deepEqual(of("k.bakker@groot.nl"), ["letter"]);
});

test("whose name says what the address says is meant", () => {
  assert.deepEqual(alone("piet.smits@gmail.com", "Piet Smits"), []);
  assert.deepEqual(alone("piet.smits@gmail.com", "Piet Smit"), [["letter", "piet.smit@gmail.com"]]);
});

test("of two with one name who is hardly written to is asked about, until they were twice", () => {
  assert.deepEqual(alone("jan.devries@gmail.com"), [["namesake", "j.devries@bakkerijdehoop.nl"]]);
  assert.deepEqual(alone("j.devries@bakkerijdehoop.nl"), []);
  const again = contacts.map((one) => (one.email === "jan.devries@gmail.com" ? { ...one, times: 2 } : one));
  assert.deepEqual(mistakesIn([{ email: "jan.devries@gmail.com", name: "" }], again), []);
});

test("who is alone of another place than three colleagues is asked about, and has nobody who is meant", () => {
  const of = (/** @type {string[]} */ ...emails) =>
    mistakesIn(emails.map((email) => ({ email, name: "" })), contacts).map(({ kind }) => kind);
  assert.deepEqual(of("a1@groot.nl", "b2@groot.nl", "c3@groot.nl", "iemand@kleinbedrijf.nl"), ["outsider"]);
  assert.deepEqual(of("a1@groot.nl", "b2@groot.nl", "iemand@kleinbedrijf.nl"), []);
  assert.deepEqual(of("a1@groot.nl", "b2@groot.nl", "c3@groot.nl", "piet.smit@gmail.com"), []);
  assert.deepEqual(of("a1@gmail.com", "b2@gmail.com", "c3@gmail.com", "iemand@kleinbedrijf.nl"), []);
});

test("more than ten people are asked about, once", () => {
  const people = Array.from({ length: 11 }, (_, index) => ({ email: `lid${index}@vereniging.nl`, name: "" }));
  assert.deepEqual(mistakesIn(people.slice(1), []), []);
  assert.deepEqual(mistakesIn(people, []), [{ kind: "many", n: 11 }]);
});

test("in a month of a smaller mailbox few messages are asked about, and most mistakes are", () => {
  const size = { messages: 400, mistakes: 100, known: 500 };
  const mistakes = ({ people, contacts: known }) => mistakesIn(people, known);
  const isFound = ({ wrong }, found) => (found.kind === "many" ? wrong === null : found.email === wrong);
  const warned = [...ordinaryMonth(4, size)].filter((message) => mistakes(message).length > 0);
  const caught = [...mistakesOf(4, size)].filter((made) => mistakes(made).some((found) => isFound(made, found)));
  assert.ok(warned.length <= 8, `${warned.length} of 400 ordinary messages`);
  assert.ok(caught.length >= 95, `${caught.length} of 100 mistakes`);
});
