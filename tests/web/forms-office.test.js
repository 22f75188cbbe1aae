import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId, toBase64 } from "../../static-web/js/crypto/base64.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { newForm, newQuestion } from "../../static-web/js/forms/blank.js";
import { packForm, unpackForm } from "../../static-web/js/forms/packed.js";
import { responseOf, tableOf } from "../../static-web/js/forms/response.js";
import { readDraft } from "../../static-web/js/forms/definition.js";
import { writeForm } from "../../static-web/js/forms/write-form.js";
import { AskedTasks } from "../../static-web/js/spaces/asked-tasks.js";
import { Asking } from "../../static-web/js/spaces/asking.js";
import { FormLibrary } from "../../static-web/js/spaces/form-library.js";
import { Mailbox } from "../../static-web/js/spaces/mailbox.js";
import { DraftSaving } from "../../static-web/js/pages/forms/draft-saving.js";

const { fetch, document, localStorage } = globalThis;
const mailboxId = randomId();
const key = makeSealKey();

/** They would try to save for ever. @type {DraftSaving[]} */
const savings = [];

afterEach(() => {
  savings.splice(0).forEach((saving) => saving.stop());
  Object.assign(globalThis, { fetch, document, localStorage });
});

const problem = (code, status = 409) => Response.json(
  { type: `/problems/${code}`, title: code, status },
  { status, headers: { "Content-Type": "application/problem+json" } },
);

/** A service that has the forms of a mailbox, and refuses a draft that is made of an older one. */
function serveForms() {
  const forms = new Map();
  const itemOf = ({ formId, header, revision }) => ({
    formId, header, version: 0, revision, publishedRevision: 0, at: "2026-11-29T12:00:00Z", by: "Conny",
    isArchived: false,
  });
  globalThis.document = new EventTarget();
  globalThis.localStorage = { getItem: () => null, setItem() {}, removeItem() {} };
  globalThis.fetch = async (address, { method, body }) => {
    const [, , , , , formId, what] = address.split("/");
    const said = body === undefined ? {} : JSON.parse(body);
    if (address.endsWith("/open")) {
      return Response.json({ sealKey: toBase64(key), smsAvailable: false });
    }

    if (method === "GET") {
      return Response.json(formId === undefined ? { forms: [...forms.values()].map(itemOf) }
        : { form: itemOf(forms.get(formId)), definition: forms.get(formId).definition, versions: [] });
    }

    const before = forms.get(formId ?? said.formId);
    if (what === "draft" && said.revision !== before.revision) {
      return problem("form-changed");
    }

    const form = { ...before, ...said, revision: (before?.revision ?? 0) + 1 };
    forms.set(form.formId, form);
    return Response.json(itemOf(form));
  };
  return forms;
}

const formNamed = (nl) => ({ ...newForm(), title: { nl, en: "" } });
const headerOf = ({ title }) => ({ title, questions: 0 });

/** A form that two colleagues have open. */
async function twice() {
  const forms = serveForms();
  const library = new FormLibrary(new Mailbox({ mailboxId, name: "Info" }));
  await library.mailbox.open();
  const form = formNamed("Intake");
  const formId = await library.make(writeForm(form), headerOf(form));
  const saving = new DraftSaving(library, await library.open(formId), form);
  const theirs = new DraftSaving(library, await library.open(formId), form);
  savings.push(saving, theirs);
  theirs.changed(formNamed("Van haar"));
  assert.equal(await theirs.flush(), true);
  saving.changed(formNamed("Van mij"));
  return { forms, library, formId, saving };
}

const titlesIn = async (library) => {
  await library.refresh(false);
  return library.rows.map(({ header }) => header.title.nl).sort();
};

describe("a form that two colleagues change", () => {
  test("is overwritten by neither", async () => {
    const { library, formId, saving } = await twice();

    assert.equal(await saving.flush(), false);

    assert.equal(saving.state, "conflict");
    assert.equal(readDraft((await library.open(formId)).text).title.nl, "Van haar");
  });

  test("goes on with mine, and theirs stays", async () => {
    const { library, formId, saving } = await twice();
    await saving.flush();

    await saving.keepMine("Conny");

    assert.equal(saving.state, "saved");
    assert.equal(readDraft((await library.open(formId)).text).title.nl, "Van mij");
    assert.deepEqual(await titlesIn(library), ["Van haar (Conny)", "Van mij"]);
  });

  test("goes on with theirs, and mine stays", async () => {
    const { library, saving } = await twice();
    await saving.flush();

    const opened = await saving.takeTheirs("Piet");

    assert.equal(readDraft(opened.text).title.nl, "Van haar");
    assert.deepEqual(await titlesIn(library), ["Van haar", "Van mij (Piet)"]);
  });

  test("is sealed: the service reads no word of it", async () => {
    const { forms, formId } = await twice();

    const stored = forms.get(formId);

    assert.doesNotMatch(JSON.stringify(stored), /haar/);
    const expected = { kind: "questionnaire", space: mailboxId, id: formId, author: mailboxId };
    assert.match(await unpackForm((await openNote(key, stored.definition, expected)).definition), /Van haar/);
    await assert.rejects(openNote(makeSealKey(), stored.definition, expected));
  });
});

const spaceId = randomId();
const participantId = `${spaceId}00`;
const sealKey = makeSealKey();
const space = { spaceId, participantId, sealKey };

describe("what is asked of a client", () => {
  const form = formNamed("Intake");
  form.pages[0].questions = [{ ...newQuestion("text"), id: "naam", text: { nl: "Naam", en: "" } }];
  const asked = { kind: "questionnaire", title: form.title, why: "Voor de akte", purpose: null, entryId: null,
    dueOn: "2026-12-12", form: { text: writeForm(form), formId: randomId(), version: 3 } };

  test("is the same when it is asked again after an answer that was lost", async () => {
    const bodies = [];
    globalThis.document = new EventTarget();
    globalThis.fetch = async (_, { body }) => {
      bodies.push(body);
      return bodies.length === 1 ? Promise.reject(new TypeError("lost")) : Response.json({});
    };
    const asking = new Asking(space);

    await asking.ask(asked);
    assert.equal(asking.state, "failed");
    await asking.ask(asked);

    assert.equal(asking.state, "done");
    assert.equal(bodies[0], bodies[1]);
    assert.doesNotMatch(bodies[0], /akte/);
  });

  test("is read with what was answered, and what does not fit is said to be damaged", async () => {
    const taskId = randomId();
    const author = `${spaceId}01`;
    const identity = { space: spaceId, id: taskId, author: participantId };
    const seal = (note) => sealNote(sealKey, { ...identity, ...note });
    const answer = (value) => ({ value, at: "2026-11-29T12:00:00Z", by: "Jan" });
    const pageId = form.pages[0].id;
    const pages = await Promise.all([{ naam: answer("Jan") }, { naam: answer("Jan"), vreemd: answer("x") }].map(
      (answers) => sealNote(sealKey, { kind: "answers", space: spaceId, id: taskId, author, page: pageId, answers })));
    const task = { taskId, kind: "questionnaire", state: "done", returned: null, sentAt: "2026-11-29T12:00:00Z",
      header: await seal({ kind: "task", title: form.title, why: "", purpose: null }) };
    const definition = await seal({ kind: "questionnaire", definition: await packForm(writeForm(form)),
      formId: asked.form.formId, version: 3 });
    globalThis.document = new EventTarget();
    const opened = await Promise.all(pages.map((note) => {
      globalThis.fetch = async () => Response.json(
        { task, definition, pages: [{ pageId, note, author, revision: 1, by: "Jan", at: "2026-11-29T12:00:00Z" }] });
      return new AskedTasks(space).open(taskId);
    }));

    assert.deepEqual(opened.map(({ pages: [page] }) => page.isDamaged), [false, true]);
    assert.equal(opened[0].form.version, 3);
    assert.equal(opened[1].pages[0].answers.naam.value, "Jan");
    assert.equal(opened[0].task.header.title.nl, "Intake");
  });
});

describe("answers that are exported", () => {
  const words = (nl) => ({ nl, en: "" });
  const question = (id, kind, more = {}) => ({ ...newQuestion(kind), id, text: words(id), ...more });
  const page = { ...newForm().pages[0], id: "p", title: words("Deel 1"), questions: [
    question("naam", "text"), question("leeftijd", "number"), question("dag", "date"),
    question("kleur", "choices", { options: [["r", "Rood"], ["g", "Groen"]].map(([code, nl]) =>
      ({ code, text: words(nl) })) }),
    question("kinderen", "people", { questions: [question("kind", "text")] }),
  ] };
  const form = { title: words("Intake"), pages: [page] };
  const answer = (value) => ({ value, at: "2026-11-29T12:00:00Z", by: "Jan" });
  const answers = { p: {
    naam: answer('=HYPERLINK("x")'), leeftijd: answer("-5,5"), dag: answer({ day: "1", month: "2", year: "2026" }),
    kleur: answer(["g", "r"]), kinderen: answer(["a", "b"]), "kinderen/a/kind": answer("Els; Bo"),
    "kinderen/b/kind": answer("Tim"),
  } };

  test("have the names and types of FHIR", () => {
    const facts = { formId: "f", version: 2, at: "2026-11-29T12:00:00Z", by: "Jan", language: "nl" };
    const { item: [{ item }], ...whole } = JSON.parse(responseOf(form, answers, facts));

    assert.equal(whole.questionnaire, "urn:zegel:form:f|2");
    const of = (id) => item.filter(({ linkId }) => linkId === id);
    assert.deepEqual(of("leeftijd")[0].answer, [{ valueDecimal: -5.5 }]);
    assert.deepEqual(of("dag")[0].answer, [{ valueDate: "2026-02-01" }]);
    assert.deepEqual(of("kleur")[0].answer.map(({ valueCoding }) => valueCoding.display), ["Groen", "Rood"]);
    assert.deepEqual(of("kinderen").map(({ item: [{ answer: [one] }] }) => one.valueString), ["Els; Bo", "Tim"]);
  });

  test("are a table in which nothing that was typed is a formula", () => {
    const lines = tableOf(form, answers, "nl", (column) => column).split("\r\n");

    assert.equal(lines[0], '\uFEFF"page";"question";"person";"answer";"by";"at"');
    const link = '"Deel 1";"naam";"";"\'=HYPERLINK(""x"")";"Jan";"2026-11-29T12:00:00Z"';
    assert.ok(lines.includes(link), lines.join("\n"));
    assert.ok(lines.some((line) => line.startsWith('"Deel 1";"leeftijd";"";"-5,5"')));
    assert.ok(lines.some((line) => line.startsWith('"Deel 1";"kind";"2";"Tim"')));
  });
});
