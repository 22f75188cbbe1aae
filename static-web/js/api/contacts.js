import { call } from "./call.js";

/** @param {string} mailboxId @param {string | null} cursor */
export const listContacts = (mailboxId, cursor) =>
  call("GET mailboxes/{mailboxId}/contacts", { at: { mailboxId }, cursor });

/** @param {string} mailboxId @param {import("./contract.d.ts").ContactItem[]} contacts */
export const keepContacts = (mailboxId, contacts) =>
  call("POST mailboxes/{mailboxId}/contacts", { at: { mailboxId }, body: { contacts } });

/** @param {string} mailboxId @param {string} tag */
export const forgetContact = (mailboxId, tag) =>
  call("DELETE mailboxes/{mailboxId}/contacts/{tag}", { at: { mailboxId, tag } });
