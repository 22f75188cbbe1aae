import { listOwnMailboxes } from "../../api/access.js";
import { deadEnd } from "../../components/dead-end.js";
import { el, focusOn } from "../../components/dom.js";
import { homeOf } from "../shared/home.js";
import { MembersPart } from "../shared/members-part.js";
import { stage } from "../shared/page.js";
import { RequestsPart } from "../shared/requests-part.js";
import { startWorkingPage } from "../shared/working-page.js";

void startWorkingPage(async (session) => {
  const title = el("h1", { text: "owner.title" });
  const requests = new RequestsPart(() => void refresh(parts));
  const [{ mailboxes }] = await Promise.all([listOwnMailboxes(), requests.load()]);
  if (mailboxes.length === 0 && !session.roles.includes("staff") && requests.isEmpty) {
    stage.replaceChildren(deadEnd("staff-only", {}, { key: "choose.go-on", href: homeOf(session) }));
    return;
  }

  const parts = mailboxes.map((mailbox) =>
    new MembersPart(mailbox, { own: session.accountId, people: mailbox.people }));
  const none = el("p", { text: "owner.none" });
  stage.replaceChildren(
    title,
    // Whoever owns nothing may be asked to take something over.
    ...(mailboxes.length === 0 && requests.isEmpty ? [] : [requests.element]),
    ...(mailboxes.length === 0 ? [none] : parts.map(({ element }) => element)),
  );
  focusOn(title);
});

/** After a yes somebody new may use a mailbox. @param {MembersPart[]} parts */
async function refresh(parts) {
  const { mailboxes } = await listOwnMailboxes();
  for (const one of parts) {
    one.show(mailboxes.find(({ mailboxId }) => mailboxId === one.mailboxId)?.people ?? []);
  }
}
