import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { rowWithout } from "../../static-web/js/pages/mail/own-row.js";
import { Mailbox } from "../../static-web/js/spaces/mailbox.js";
import { endOf, lastDayBefore } from "../../static-web/js/text/days.js";

const real = globalThis.fetch;
// Where it is told that the session is in use.
Object.assign(globalThis, { document: new EventTarget() });
afterEach(() => (globalThis.fetch = real));

/**
 * A row as the service lists it; one whose subject has expired needs no key.
 * @param {string} id
 * @param {number} minute
 */
const row = (id, minute) => ({
  conversationId: id, participantId: `${id}00`, messageId: `${id}-${minute}`, people: ["Anna"], header: null,
  author: `${id}01`, wrappedSealKey: "", at: new Date(minute * 60_000).toISOString(), unread: false, files: 0,
  noticeFailed: false, notMyNumber: false, kind: "conversation", dossier: null, endsAt: null, readers: 0, awaited: 0,
});

/** @param {Record<string, { conversations: ReturnType<typeof row>[], next: string | null }>} pages by what is asked */
function serve(pages) {
  globalThis.fetch = async (address) => {
    const { searchParams } = new URL(String(address), "http://localhost");
    const asked = [searchParams.get("view"), searchParams.get("cursor")].filter(Boolean).join(" ");
    const body = String(address).includes("/open")
      ? { sealKey: "AAAA", smsAvailable: true, lowestMethod: "none", messagesExpireAfterDays: null }
      : String(address).includes("/drafts") ? { drafts: [] } : pages[asked];
    return Response.json(body);
  };
}

/** @param {Mailbox} mailbox */
const idsOf = (mailbox) => mailbox.rows.map(({ conversationId }) => conversationId);

const newMailbox = () => new Mailbox({ mailboxId: "a".repeat(32), name: "Info" });

test("a row that a colleague put elsewhere leaves the list, and older pages stay", async () => {
  const mailbox = newMailbox();
  serve({
    inbox: { conversations: [row("c", 3), row("b", 2)], next: "more" },
    "inbox more": { conversations: [row("a", 1)], next: null },
  });
  await mailbox.refresh(false);
  await mailbox.loadMore();
  assert.deepEqual(idsOf(mailbox), ["c", "b", "a"]);

  serve({ inbox: { conversations: [row("c", 3), row("a", 1)], next: "more" } });
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["c", "a"]);

  serve({ inbox: { conversations: [row("c", 3)], next: null } });
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["c"]);
  assert.equal(mailbox.next, null);
});

test("what was put elsewhere here is not shown again before the service knows, or something came in", async () => {
  const mailbox = newMailbox();
  serve({ inbox: { conversations: [row("b", 2), row("a", 1)], next: null } });
  await mailbox.refresh(false);
  mailbox.put({ participantId: "a00", messageId: "a-1" }, "archived");
  assert.deepEqual(idsOf(mailbox), ["b"]);

  // The service did not list it in the archive yet.
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["b"]);

  // Taken back it is there at once, also before the service lists it again, and once.
  serve({ inbox: { conversations: [row("b", 2)], next: null } });
  mailbox.put({ participantId: "a00", messageId: "a-1" }, "inbox");
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["b", "a"]);
  mailbox.put({ participantId: "a00", messageId: "a-1" }, "archived");

  serve({ inbox: { conversations: [row("a", 3), row("b", 2)], next: null } });
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["a", "b"]);
});

test("rows that come for a view that is not shown any more are dropped", async () => {
  const mailbox = newMailbox();
  serve({
    inbox: { conversations: [row("a", 1)], next: "more" },
    archived: { conversations: [row("b", 2)], next: null },
  });
  const coming = mailbox.refresh(false);
  mailbox.choose("archived");
  await coming;
  assert.deepEqual(idsOf(mailbox), []);
  await mailbox.refresh(false);
  assert.deepEqual(idsOf(mailbox), ["b"]);
});

test("a day ends at midnight in Amsterdam, also where the clock changes", () => {
  for (const [day, end] of [
    ["2026-12-01", "2026-12-01T23:00:00.000Z"],
    ["2026-07-01", "2026-07-01T22:00:00.000Z"],
    ["2026-03-28", "2026-03-28T23:00:00.000Z"],
    ["2026-03-29", "2026-03-29T22:00:00.000Z"],
    ["2026-10-24", "2026-10-24T22:00:00.000Z"],
    ["2026-10-25", "2026-10-25T23:00:00.000Z"],
    ["2026-12-31", "2026-12-31T23:00:00.000Z"],
  ]) {
    assert.equal(endOf(day ?? ""), end);
    assert.equal(lastDayBefore(end ?? ""), day);
  }
});

test("what was revoked here is said in its row at once, also before the service lists it so", async () => {
  const mailbox = newMailbox();
  const listed = { conversations: [{ ...row("a", 1), files: 2, awaited: 2, readers: 1 }, row("b", 2)], next: null };
  serve({ inbox: listed });
  await mailbox.refresh(false);

  mailbox.change("a00", "a-1", { revoked: true, subject: null, files: 0 });
  mailbox.change("b00", "b-1", { revoked: true });
  const shown = () => mailbox.rows.map(({ participantId, revoked, files, awaited }) =>
    [participantId, revoked === true, files, awaited]);
  assert.deepEqual(shown(), [["b00", false, 0, 0], ["a00", true, 0, 2]]);

  // The service did not list it so yet, and somebody's access is withdrawn too.
  mailbox.change("a00", "a-1", { awaited: 1 });
  await mailbox.refresh(false);
  assert.deepEqual(shown(), [["b00", false, 0, 0], ["a00", true, 0, 1]]);

  // Something came in after it: that is another row.
  serve({ inbox: { conversations: [{ ...row("a", 3), files: 1 }, row("b", 2)], next: null } });
  await mailbox.refresh(false);
  assert.deepEqual(shown(), [["a00", false, 1, 0], ["b00", false, 0, 0]]);
});

test("who has no access any more is not counted among those who are to read", () => {
  const person = (number, more) => ({ participantId: `a0${number}`, kind: "person", name: `P${number}`, email: null,
    revokedAt: null, isCc: false, seesFrom: null, notReached: null, notMyNumber: null, held: false, ...more });
  const receipt = (number, openedAt) => ({ participantId: `a0${number}`, openedAt });
  const participants = [
    { participantId: "a00", kind: "mailbox" }, person(1), person(2, { held: true }), person(3, { isCc: true }),
    person(4, { seesFrom: "2026-11-30" }), person(5, { revokedAt: "2026-11-28" }),
  ];
  const entries = [{ author: "a00", at: "2026-11-29", receipts: [receipt(1, "2026-11-29"), receipt(2, null)] }];
  const without = (id, people = participants) =>
    rowWithout({ participantId: "a00", participants: people, entries }, id);

  assert.deepEqual(without("a02"),
    { people: ["P1", "P3", "P4"], noticeFailed: false, notMyNumber: false, held: false, readers: 1, awaited: 1 });
  assert.deepEqual([without("a01").readers, without("a01").awaited, without("a01").held], [0, 1, true]);
  assert.deepEqual(without("a01", participants.slice(0, 2)),
    { people: ["P1"], noticeFailed: false, notMyNumber: false, held: false, readers: 0, awaited: 0 });
});
