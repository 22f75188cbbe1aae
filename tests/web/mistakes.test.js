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
  ["jan.devries@hotmail.com", "namesake", "jan.devries@gmail.com"],
  ["piet.smit@eenanderbedrijf.nl", "namesake", "piet.smit@gmail.com"],
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

test("an initial in the name is who it says, and a first letter at a provider is another person's", () => {
  const known = ["j.bakker@groot.nl", "jbakker@gmail.com"].map((email) => ({ email, name: "", times: 9, at }));
  const of = (/** @type {string} */ email, name = "") => mistakesIn([{ email, name }], known).map(({ kind }) => kind);
  assert.deepEqual(of("k.bakker@groot.nl", "Kees Bakker"), []);
  assert.deepEqual(of("k.bakker@groot.nl", "Jan Bakker"), ["letter"]);
  assert.deepEqual(of("kbakker@gmail.com"), []);
  assert.deepEqual(of("jbaker@gmail.com"), ["letter"]);
});

test("two slips in a long domain are asked about where somebody has that very address", () => {
  const of = (/** @type {string} */ email) => alone(email).map(([kind]) => kind);
  assert.deepEqual(of("anna@bakkerijdenhop.nl"), ["domain"]);
  assert.deepEqual(of("kees@bakkerijdenhop.nl"), []);
  assert.deepEqual(of("kees@bakkerijdehop.nl"), ["domain"]);
});

test("a domain that was hardly written to is meant only where somebody has that very address", () => {
  const twice = [{ email: "anna@zeldenzo.nl", name: "", times: 2, at }];
  const of = (/** @type {string} */ email) => mistakesIn([{ email, name: "" }], twice).map(({ kind }) => kind);
  assert.deepEqual(of("anna@zeldenso.nl"), ["domain"]);
  assert.deepEqual(of("kees@zeldenso.nl"), []);
});

/** @param {{ email: string, name: string }[]} people @param {[email: string, name: string, times: number][]} book */
const namesakesIn = (people, book) =>
  mistakesIn(people, book.map(([email, name, times]) => ({ email, name, times, at }))).map(({ kind }) => kind);

test("whose address at a provider says another name is asked about, however seldom the namesake was written to", () => {
  const of = (/** @type {string} */ email, times = 1) =>
    namesakesIn([{ email, name: "Jan de Vos" }], [["info@groot.nl", "Jan de Vos", times]]);
  assert.deepEqual(of("m.bakker@gmail.com"), ["namesake"]);
  assert.deepEqual(of("j.devos@gmail.com"), []);
  assert.deepEqual(of("jan71@gmail.com"), []);
  assert.deepEqual(of("planning@kleinbedrijf.nl"), []);
  assert.deepEqual(of("j.devos@gmail.com", 10), ["namesake"]);
  assert.deepEqual(of("j.devos@kleinbedrijf.nl", 9), []);
  assert.deepEqual(of("j.devos@kleinbedrijf.nl", 10), ["namesake"]);
});

test("the same full name before the at sign is asked about at a provider, elsewhere when it is much used", () => {
  const of = (/** @type {string} */ email, times = 1) =>
    namesakesIn([{ email, name: "" }], [["jan.devos@groot.nl", "", times]]);
  assert.deepEqual(of("jan.devos@gmail.com"), ["namesake"]);
  assert.deepEqual(of("jan.devos@kleinbedrijf.nl", 9), []);
  assert.deepEqual(of("jan.devos@kleinbedrijf.nl", 10), ["namesake"]);
});

test("a name that several known people have is nobody's, until one is written to far more than the others", () => {
  const of = (/** @type {number} */ times) => namesakesIn([{ email: "j.devos@gmail.com", name: "Jan de Vos" }],
    [["jan@groot.nl", "Jan de Vos", times], ["jan@kleinbedrijf.nl", "Jan de Vos", 8]]);
  assert.deepEqual(of(15), []);
  assert.deepEqual(of(16), ["namesake"]);
});

test("a namesake beside the other, or beside a colleague, is meant", () => {
  const rare = { email: "jan@kleinbedrijf.nl", name: "Jan de Vos" };
  /** @type {[string, string, number][]} */
  const book = [["j.devos@groot.nl", "Jan de Vos", 20], ["jan@kleinbedrijf.nl", "Jan de Vos", 1]];
  const beside = (/** @type {string[]} */ ...emails) =>
    namesakesIn([rare, ...emails.map((email) => ({ email, name: "" }))], book);
  assert.deepEqual(beside(), ["namesake"]);
  assert.deepEqual(beside("kees@middelbedrijf.nl"), ["namesake"]);
  assert.deepEqual(beside("kees@kleinbedrijf.nl"), []);
  assert.deepEqual(beside("J.deVos@groot.nl"), []);
  const fresh = { email: "j.devos@gmail.com", name: "Jan de Vos" };
  assert.deepEqual(namesakesIn([fresh, { email: "kees@gmail.com", name: "" }], book), ["namesake"]);
  assert.deepEqual(namesakesIn([fresh, { email: "j.devos@groot.nl", name: "" }], book), []);
});

test("of two with one name who is hardly written to is asked about, until they were twice", () => {
  assert.deepEqual(alone("jan.devries@gmail.com"), [["namesake", "j.devries@bakkerijdehoop.nl"]]);
  assert.deepEqual(alone("j.devries@bakkerijdehoop.nl"), []);
  const again = contacts.map((one) => (one.email === "jan.devries@gmail.com" ? { ...one, times: 2 } : one));
  assert.deepEqual(mistakesIn([{ email: "jan.devries@gmail.com", name: "" }], again), []);
  const less = contacts.map((one) => (one.times === 20 ? { ...one, times: 19 } : one));
  assert.deepEqual(mistakesIn([{ email: "jan.devries@gmail.com", name: "" }], less), []);
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
  assert.ok(warned.length <= 6, `${warned.length} of 400 ordinary messages`);
  assert.ok(caught.length >= 96, `${caught.length} of 100 mistakes`);
});

test("in an answer a place that nobody is of is asked about, private addresses apart", () => {
  const of = (/** @type {string} */ email, /** @type {string[]} */ ...there) =>
    mistakesIn([{ email, name: "" }], contacts, there.map((one) => ({ email: one, name: "" }))).map(({ kind }) => kind);
  assert.deepEqual(of("iemand@eenanderbedrijf.nl", "klant@delinde.nl"), ["newcomer"]);
  assert.deepEqual(of("iemand@delinde.nl", "klant@delinde.nl"), []);
  assert.deepEqual(of("iemand@DeLinde.nl", "klant@delinde.nl"), []);
  assert.deepEqual(of("iemand@hotmail.be", "klant@gmail.com"), []);
  assert.deepEqual(of("iemand@hotmail.be", "klant@delinde.nl"), ["newcomer"]);
  // Also who is written to all the time, elsewhere; and a slip of the pen is said first.
  assert.deepEqual(of("piet.smit@gmail.com", "klant@delinde.nl"), ["newcomer"]);
  assert.deepEqual(of("iemand@gmial.com", "klant@delinde.nl"), ["domain"]);
  assert.deepEqual(of("iemand@eenanderbedrijf.nl"), []);
});

test("who is there counts among the many, once somebody is added", () => {
  const there = Array.from({ length: 10 }, (_, index) => ({ email: `klant${index}@delinde.nl`, name: "" }));
  assert.deepEqual(mistakesIn([{ email: "een@delinde.nl", name: "" }], [], there), [{ kind: "many", n: 11 }]);
  assert.deepEqual(mistakesIn([], [], there), []);
});
