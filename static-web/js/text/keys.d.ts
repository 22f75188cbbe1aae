/**
 * The names of the texts, in every module of the pages without an import. What is put together, as `problem.${code}`, is
 * checked as far as its parts are known; of what is only known when the page runs, `firstText` says which has a text.
 */
type TextKey =
  | keyof typeof import("./nl/common.js").texts
  | keyof typeof import("./nl/conversations.js").texts
  | keyof typeof import("./nl/people.js").texts
  | keyof typeof import("./nl/drafts.js").texts
  | keyof typeof import("./nl/keeping.js").texts
  | keyof typeof import("./nl/revoking.js").texts
  | keyof typeof import("./nl/copies.js").texts
  | keyof typeof import("./nl/log-in.js").texts
  | keyof typeof import("./nl/password.js").texts
  | keyof typeof import("./nl/account.js").texts
  | keyof typeof import("./nl/access.js").texts
  | keyof typeof import("./nl/members.js").texts
  | keyof typeof import("./nl/desk.js").texts
  | keyof typeof import("./nl/audit-events.js").texts
  | keyof typeof import("./nl/desk-dossiers.js").texts
  | keyof typeof import("./nl/desk-organising.js").texts
  | keyof typeof import("./nl/starter-files.js").texts
  | keyof typeof import("./nl/guests.js").texts
  | keyof typeof import("./nl/folders.js").texts
  | keyof typeof import("./nl/guest.js").texts
  | keyof typeof import("./nl/office.js").texts
  | keyof typeof import("./nl/forms.js").texts
  | keyof typeof import("./nl/tasks.js").texts
  | keyof typeof import("./nl/filling.js").texts
  | keyof typeof import("./nl/asked.js").texts
  | keyof typeof import("./nl/rows.js").texts
  | keyof typeof import("./nl/office-clients.js").texts
  | keyof typeof import("./nl/dossiers.js").texts
  | keyof typeof import("./nl/portal.js").texts
  | keyof typeof import("./nl/client.js").texts
  | keyof typeof import("./nl/checks.js").texts
  | keyof typeof import("./nl/receipts.js").texts
  | keyof typeof import("./nl/together.js").texts
  | keyof typeof import("./nl/visiting.js").texts
  | keyof typeof import("./nl/presence.js").texts
  | keyof typeof import("./nl/handling.js").texts
  | keyof typeof import("./nl/formatting.js").texts;
