import "./nonce-watch.js";
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { randomId } from "../../static-web/js/crypto/base64.js";
import { sealNote } from "../../static-web/js/crypto/notes.js";
import { joinDrafts, openDraft } from "../../static-web/js/spaces/drafts.js";
import { KeptDraft } from "../../static-web/js/spaces/kept-draft.js";

const sealKey = new Uint8Array(32).fill(3);
const mailboxId = randomId();
const participantId = `${randomId()}00`;
const { fetch, document } = globalThis;

afterEach(() => Object.assign(globalThis, { fetch, document }));

/** @param {Partial<import("../../static-web/js/spaces/kept-draft.js").Written>} [more] */
const written = (more = {}) => ({
  subject: "Uitslag", text: "Een", body: null, above: "null", messageId: "a".repeat(32), files: [], coming: [],
  sealKey: null, ...more,
});

/** A mailbox's service that keeps one draft, as the functions do. */
class Service {
  row = null;
  saves = [];
  isAway = false;

  constructor() {
    globalThis.document = new EventTarget();
    globalThis.fetch = async (path, { method, body }) => {
      if (this.isAway) {
        throw new TypeError("away");
      }

      const [status, told] = method === "DELETE" ? [204, null] : this.#save(JSON.parse(body));
      const type = status < 400 ? "application/json" : "application/problem+json";
      return new Response(told === null ? null : JSON.stringify(told), { status, headers: { "Content-Type": type } });
    };
  }

  #save({ revision, note }) {
    if (revision !== (this.row?.revision ?? 0)) {
      return [409, { type: "/problems/draft-changed", title: "", status: 409, draft: this.row }];
    }

    this.saves.push(note);
    this.row = { ...this.#rowOf(revision + 1), note };
    return [200, { revision: revision + 1, at: this.row.at }];
  }

  /** @param {string} draftId @param {number} revision @param {object} words another device saved this */
  async savedElsewhere(draftId, revision, words) {
    const identity = { kind: "draft", space: mailboxId, id: draftId, author: participantId };
    this.row = { ...this.#rowOf(revision), draftId, note: await sealNote(sealKey, { ...identity, ...words }) };
  }

  #rowOf(revision) {
    return { revision, at: "2026-11-29T12:00:00Z", by: "Cees", participantId, messageId: null, goesAt: null };
  }
}

/** @param {object} now what is written @param {boolean} isSaved */
function draftOf(now, isSaved = false) {
  const ended = [];
  const open = (row) => openDraft({ mailboxId, sealKey }, row);
  const drafts = { open, end: (id) => ended.push(id), keep: () => {}, restore: () => {} };
  const mailbox = { mailboxId, sealKey, drafts };
  const kept = [];
  const keeper = { keepSoon: (read) => kept.push(read()), forget: () => kept.splice(0) };
  const draft = new KeptDraft(mailbox, { participantId, revision: isSaved ? 1 : 0 }, keeper);
  const told = [];
  const acts = {
    meet: async (theirs) => void told.push(["meet", theirs]),
    show: async (theirs) => {
      told.push(["show", theirs]);
      Object.assign(now, theirs);
    },
  };
  draft.begin(() => now, acts, isSaved);
  return { draft, kept, told, ended };
}

describe("a draft", () => {
  test("is kept here at once, and here no more once the service has it", async () => {
    const service = new Service();
    const now = written();
    const { draft, kept } = draftOf(now);

    draft.write();
    assert.equal(kept[0].written.text, "Een");
    assert.equal(draft.reference, null);
    await draft.save();

    assert.deepEqual([draft.state, draft.reference, kept], ["saved", { draftId: draft.draftId, revision: 1 }, []]);
    await draft.save();
    assert.equal(service.saves.length, 1);
  });

  test("is sent as it was opened, when nothing was changed here or elsewhere", async () => {
    const service = new Service();
    const { draft } = draftOf(written(), true);
    await service.savedElsewhere(draft.draftId, 1, written());

    assert.deepEqual(await draft.toSend(), { draftId: draft.draftId, revision: 2 });
  });

  test("that was only opened is not sent in the place of newer words of another device", async () => {
    const service = new Service();
    const now = written();
    const { draft } = draftOf(now, true);
    await service.savedElsewhere(draft.draftId, 2, written({ text: "Twee" }));

    await draft.toSend();
    assert.equal(now.text, "Twee");
  });

  test("of which another device saved other words is chosen by its person, and nothing is sent before", async () => {
    const service = new Service();
    const now = written();
    const { draft, told } = draftOf(now, true);
    await service.savedElsewhere(draft.draftId, 2, written({ text: "Twee", messageId: "b".repeat(32) }));
    now.text = "Drie";

    await assert.rejects(draft.toSend(), { code: "draft-asked" });

    assert.deepEqual([draft.state, draft.theirs.written.text, now.text], ["asked", "Twee", "Drie"]);
    assert.equal(service.saves.length, 0);
    await draft.choose(true);
    assert.deepEqual(told.map(([act, { messageId }]) => [act, messageId]), [["meet", "b".repeat(32)]]);
    assert.deepEqual([draft.state, draft.revision, now.text], ["saved", 3, "Drie"]);
  });

  test("is shown as the other device left it when that is chosen", async () => {
    const service = new Service();
    const now = written();
    const { draft } = draftOf(now, true);
    await service.savedElsewhere(draft.draftId, 2, written({ text: "Twee" }));
    now.text = "Drie";
    await draft.save();

    await draft.choose(false);

    assert.deepEqual([now.text, draft.state, draft.revision, service.saves.length], ["Twee", "saved", 2, 0]);
  });

  test("of which the other device changed files alone goes on without a question", async () => {
    const service = new Service();
    const now = written();
    const { draft, told } = draftOf(now, true);
    await service.savedElsewhere(draft.draftId, 2, written({ coming: [{ id: randomId(), name: "a.pdf", size: 3 }] }));
    now.text = "Drie";

    await draft.save();

    assert.deepEqual(told.map(([act]) => act), ["meet"]);
    assert.deepEqual([draft.state, draft.revision, draft.theirs], ["saved", 3, null]);
  });

  test("in which nothing was typed here shows what the other device wrote", async () => {
    const service = new Service();
    const now = written();
    const { draft, told } = draftOf(now, true);
    await service.savedElsewhere(draft.draftId, 2, written({ text: "Twee" }));
    now.files = [{ id: randomId(), name: "b.pdf", type: "", size: 1, seal: `${"A".repeat(43)}=` }];

    await draft.save();

    assert.deepEqual(told.map(([act]) => act), ["show"]);
    assert.equal(now.text, "Twee");
    assert.equal(draft.state, "saved");
  });

  test("that was thrown away elsewhere is kept by who writes on", async () => {
    const service = new Service();
    const now = written();
    const { draft } = draftOf(now, true);
    now.text = "Toch";

    await draft.save();

    assert.deepEqual([draft.state, draft.revision, service.row.revision], ["saved", 1, 1]);
  });

  test("stays here while there is no connection, and goes on after it", async () => {
    const service = new Service();
    service.isAway = true;
    const now = written();
    const { draft, kept, ended } = draftOf(now);

    draft.write();
    await draft.save();
    assert.deepEqual([draft.state, kept.length], ["offline", 1]);
    assert.equal(await draft.toSend(), null);
    service.isAway = false;
    await draft.goOn();
    assert.deepEqual([draft.state, kept.length], ["saved", 0]);

    draft.end();
    now.text = "Na het einde";
    draft.write();
    await draft.save();
    assert.deepEqual([service.saves.length, ended], [1, [draft.draftId]]);
  });
});

test("what was taken back here stays until it is saved, whatever the service lists meanwhile", () => {
  const one = (draftId, revision, more = {}) => ({ draftId, revision, written: written(), messageId: null, ...more });
  const again = one("a", 3, { isChanged: true });
  const fresh = one("c", 0, { isChanged: true });
  const listed = [one("a", 3, { messageId: "old" }), one("b", 1)];
  assert.deepEqual(joinDrafts([again, fresh, one("b", 1), one("gone", 2)], listed), [again, fresh, listed[1]]);
  const saved = [one("a", 4), one("c", 1)];
  assert.deepEqual(joinDrafts([again, fresh], saved), saved);
});
