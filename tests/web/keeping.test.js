import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
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
