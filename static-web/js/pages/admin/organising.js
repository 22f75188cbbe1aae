import { late } from "../../browser/late.js";

const known = /^(organisation|mailboxes|starters|mailbox|starter)(?:-([a-z0-9-]+))?$/;

/**
 * The panes of the organisation, its mailboxes and its starters, by their addresses; they come when they are asked for.
 * @param {string} address
 * @param {(from: string, to: string) => unknown} made something was made at an address, and is shown at another
 * @param {string} from where the page was before
 * @param {string} own id of the reader's account
 * @returns {Promise<import("../shared/pane-host.js").Pane | null>} null: the address is about something else
 */
export async function organisingPane(address, made, from, own) {
  const [, kind = "", name = ""] = known.exec(address) ?? [];
  const pane = kind === "" ? null : await paneOf(kind, name, (to) => made(address, to), own);
  if (pane !== null && "load" in pane) {
    await pane.load();
  }

  if (pane !== null && "tellMade" in pane && from.endsWith("-new")) {
    pane.tellMade();
  }

  return pane;
}

/** @param {string} kind @param {string} name @param {(to: string) => unknown} made @param {string} own */
async function paneOf(kind, name, made, own) {
  if (kind === "organisation") {
    const { OrganisationPane } = await late(() => import("./organisation.js"));
    return new OrganisationPane();
  }

  if (kind.startsWith("mailbox")) {
    const { MailboxPane, MailboxesPane, NewMailboxPane } = await late(() => import("./mailboxes.js"));
    return kind === "mailbox" ? new MailboxPane(name, own)
      : name === "new" ? new NewMailboxPane((mailboxId) => made(`mailbox-${mailboxId}`)) : new MailboxesPane();
  }

  const { NewStarterPane, StarterPane, StartersPane } = await late(() => import("./starters.js"));
  return kind === "starter" ? new StarterPane(name)
    : name === "new" ? new NewStarterPane((starterId) => made(`starter-${starterId}`)) : new StartersPane();
}
