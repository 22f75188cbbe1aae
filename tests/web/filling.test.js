import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId } from "../../static-web/js/crypto/base64.js";
import { openNote, sealNote } from "../../static-web/js/crypto/notes.js";
import { makeSealKey } from "../../static-web/js/crypto/seal-keys.js";
import { packForm } from "../../static-web/js/forms/packed.js";
import { writeForm } from "../../static-web/js/forms/write-form.js";
import { Filling } from "../../static-web/js/spaces/filling.js";
import { SendingAnswers } from "../../static-web/js/spaces/sending-answers.js";
import { choice, form, page, question, when, words } from "./forms-world.js";

const { fetch, document } = globalThis;
afterEach(() => Object.assign(globalThis, { fetch, document }));

const made = form(
  page("p1", [
    choice("a", ["ja", "nee"]),
    question("b", "text", { when: when("a", "=", "ja") }),
    question("c", "text"),
  ]),
  page("p2", [question("d", "text")]),
);

/** The service, as far as one task of one part goes: it keeps pages by their numbers. */
class Service {
  partId = randomId();
  taskId = randomId();
  sealKey = makeSealKey();
  pages = new Map();
  state = "open";
  isOffline = false;
  sent = null;

  get client() {
    return `${this.partId}01`;
  }

  part() {
    const { partId: spaceId, client: participantId, sealKey } = this;
    return { spaceId, participantId, sealKey, mailboxId: null, started: true };
  }

  answer() {
    return async (address, { body }) => {
      if (this.isOffline) {
        throw new TypeError("no network");
      }

      return this[address.split("/").at(-1)](JSON.parse(body));
    };
  }

  use() {
    globalThis.document = new EventTarget();
    globalThis.fetch = this.answer();
  }

  async open() {
    const office = { space: this.partId, id: this.taskId, author: `${this.partId}00` };
    const definition = await packForm(writeForm(made));
    return Response.json({
      task: { taskId: this.taskId, kind: "questionnaire", state: this.state, dueOn: "2026-12-13", isLate: false,
        header: await sealNote(this.sealKey, { kind: "task", ...office, title: words("x"), why: "", purpose: null }) },
      definition: await sealNote(this.sealKey,
        { kind: "questionnaire", ...office, definition, formId: randomId(), version: 1 }),
      pages: [...this.pages.values()],
    });
  }

  answers({ pageId, note, revision }) {
    const before = this.pages.get(pageId);
    if ((before?.revision ?? 0) !== revision) {
      return problem("answers-changed", { page: before });
    }

    this.pages.set(pageId, { pageId, note, revision: revision + 1, author: this.client, by: "Anna", at: "x" });
    return Response.json({ revision: revision + 1, at: "x" });
  }

  send(said) {
    const isRight = [...this.pages.values()].every(({ pageId, revision }) =>
      said.pages.some((one) => one.pageId === pageId && one.revision === revision));
    if (!isRight) {
      return problem("answers-changed", { page: [...this.pages.values()][0] });
    }

    this.sent = said;
    return Response.json({ entryId: said.entryId, at: "x", by: "x" }, { status: 201 });
  }

  /** What a page says now. */
  async read(pageId) {
    const { note } = this.pages.get(pageId);
    const identity = { kind: "answers", space: this.partId, id: this.taskId, author: this.client };
    return valuesOf((await openNote(this.sealKey, note, identity)).answers);
  }
}

const valuesOf = (answers) => Object.fromEntries(Object.entries(answers).map(([key, { value }]) => [key, value]));

const problem = (code, more) => Response.json({ type: `/problems/${code}`, title: code, status: 409, ...more },
  { status: 409, headers: { "Content-Type": "application/problem+json" } });

/** A browser, which keeps what is not saved. */
function device(service, name, kept = new Map()) {
  const keeper = {
    keepSoon: (pageId, read) => kept.set(pageId, read()),
    read: async (pageId) => kept.get(pageId) ?? null,
    forget: (pageId) => kept.delete(pageId),
  };
  const filling = new Filling(service.part(), service.taskId, { name, now: () => Date.UTC(2026, 10, 29) }, keeper);
  return { filling, kept };
}

async function started(service, name, kept) {
  service.use();
  const one = device(service, name, kept);
  await one.filling.open();
  return one;
}

describe("a questionnaire on two devices", () => {
  test("is saved page by page, and the other device goes on", async () => {
    const service = new Service();
    const { filling, kept } = await started(service, "Anna");
    filling.write("p1", "c", "x");
    assert.equal(kept.size, 1);
    await filling.save();
    assert.deepEqual([await service.read("p1"), filling.state, kept.size], [{ c: "x" }, "saved", 0]);
    const { filling: other } = await started(service, "Bert");
    assert.deepEqual(valuesOf(other.answers.p1), { c: "x" });
    [filling, other].forEach((one) => one.leave());
  });

  test("joins what both wrote, and saves nothing of a page of which somebody must choose", async () => {
    const service = new Service();
    const { filling } = await started(service, "Anna");
    const { filling: other } = await started(service, "Bert");
    other.write("p1", "a", "ja");
    other.write("p1", "c", "from Bert");
    await other.save();
    filling.write("p1", "b", "from Anna");
    await filling.save();
    assert.deepEqual(await service.read("p1"), { a: "ja", b: "from Anna", c: "from Bert" });
    other.write("p1", "b", "also");
    filling.write("p1", "b", "another");
    await filling.save();
    await other.save();
    assert.deepEqual(other.asks.get("p1").map(({ mine, theirs }) => [mine.value, theirs.value]), [["also", "another"]]);
    other.write("p1", "c", "typed on");
    await other.save();
    assert.equal((await service.read("p1")).b, "another");
    other.choose("p1", "b", true);
    await other.save();
    assert.deepEqual(await service.read("p1"), { a: "ja", b: "also", c: "typed on" });
    [filling, other].forEach((one) => one.leave());
  });

  test("saves the other pages while one is more than can be saved, and keeps that until it is shorter", async () => {
    const service = new Service();
    const { filling, kept } = await started(service, "Anna");
    filling.write("p1", "b", "\u20ac".repeat(10_000));
    filling.write("p1", "c", "\u20ac".repeat(10_000));
    filling.write("p2", "d", "other");
    await filling.save();
    assert.deepEqual([filling.state, service.pages.has("p1"), [...kept.keys()]], ["too-large", false, ["p1"]]);
    assert.deepEqual(await service.read("p2"), { d: "other" });
    filling.write("p1", "c", "short");
    await filling.save();
    assert.deepEqual([filling.state, (await service.read("p1")).c, kept.size], ["saved", "short", 0]);
    filling.leave();
  });

  test("loses nothing without a connection, nor when the page is closed then", async () => {
    const service = new Service();
    const { filling, kept } = await started(service, "Anna");
    service.isOffline = true;
    filling.write("p2", "d", "offline");
    await filling.save();
    assert.equal(filling.state, "offline");
    filling.leave();
    service.isOffline = false;
    const { filling: again } = await started(service, "Anna", kept);
    await again.goOn();
    assert.deepEqual([await service.read("p2"), again.state, kept.size], [{ d: "offline" }, "saved", 0]);
    again.leave();
  });
});

/** Sends with a document that needs no upload. */
async function send(filling, makeDocument = async () => new File(["pdf"], "x.pdf")) {
  const sending = new SendingAnswers(filling);
  const { attached } = sending;
  attached.add = async () => undefined;
  attached.whenReady = async () => undefined;
  await sending.send({ name: "Anna", title: "Intake" }, makeDocument);
}

describe("sending", () => {
  test("takes what is asked alone, and pages that did not change as they are kept", async () => {
    const service = new Service();
    const { filling } = await started(service, "Anna");
    filling.write("p1", "a", "ja");
    filling.write("p1", "b", "dropped");
    filling.write("p1", "a", "nee");
    filling.write("p2", "d", "kept");
    let documented = null;
    await send(filling, async (answers) => {
      documented = answers;
      return new File(["pdf"], "x.pdf");
    });
    assert.deepEqual(valuesOf(documented.p1), { a: "nee" });
    const [first, second] = service.sent.pages;
    assert.deepEqual([first.pageId, first.revision, second], ["p1", 1, { pageId: "p2", note: null, revision: 1 }]);
    const identity = { kind: "answers", space: service.partId, id: service.taskId, author: service.client };
    assert.deepEqual(valuesOf((await openNote(service.sealKey, first.note, identity)).answers), { a: "nee" });
  });

  test("stops when somebody else answered meanwhile: that is to be checked first", async () => {
    const service = new Service();
    const { filling } = await started(service, "Anna");
    filling.write("p1", "a", "ja");
    await filling.save();
    const { filling: other } = await started(service, "Bert");
    other.write("p1", "c", "from Bert");
    await other.save();
    await assert.rejects(send(filling), { code: "answers-moved" });
    assert.equal(valuesOf(filling.answers.p1).c, "from Bert");
    assert.equal(service.sent, null);
    await send(filling);
    assert.equal(service.sent.pages[0].revision, 2);
    other.leave();
  });

  test("of nothing is possible, where nothing must be answered", async () => {
    const service = new Service();
    const { filling } = await started(service, "Anna");
    await send(filling);
    assert.equal(service.sent.pages.length, 1);
  });
});
