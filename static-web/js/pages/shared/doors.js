/**
 * The rooms of people who are logged in, in the order of the menu. A room is one line here: who may enter is decided by
 * the server, this says where people find what is theirs.
 * @typedef {{ address: string, roles: readonly string[] | null, text: TextKey, icon: string, isHome: boolean }} Door
 * `roles` is null when everybody may enter; `isHome` when people land there after they log in.
 */

/** @type {readonly Door[]} */
export const doors = [
  { address: "/mail/", roles: ["staff"], text: "account.mail", icon: "envelope", isHome: true },
  { address: "/dossiers/", roles: ["staff"], text: "account.dossiers", icon: "dossier", isHome: false },
  { address: "/forms/", roles: ["staff"], text: "account.forms", icon: "form", isHome: false },
  { address: "/files/", roles: ["guest", "staff"], text: "account.files", icon: "folder", isHome: true },
  { address: "/portal/", roles: ["client"], text: "account.portal", icon: "dossier", isHome: true },
  { address: "/guests/", roles: ["staff", "service-desk"], text: "guests.door", icon: "person", isHome: false },
  { address: "/read/", roles: ["staff", "guest", "client"], text: "account.messages", icon: "envelope", isHome: false },
  { address: "/account/", roles: null, text: "my.title", icon: "key", isHome: false },
  { address: "/account/mailboxes/", roles: ["staff"], text: "owner.title", icon: "person", isHome: false },
  { address: "/admin/", roles: ["service-desk"], text: "desk.title", icon: "phone", isHome: true },
];

/** The pages of people who are logged in; after logging in they may be wished for, and no others. */
export const workingPages = [
  ...doors.map(({ address }) => address), "/admin/audit/", "/keep/", "/portal/accounts/",
];

/**
 * The doors that somebody with these roles may go through.
 * @param {{ roles: readonly string[] }} session
 */
export function doorsOf({ roles }) {
  return doors.filter((door) => door.roles === null || door.roles.some((role) => roles.includes(role)));
}
