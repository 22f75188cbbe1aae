import { getOwnGuest } from "../../api/own-guest.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { homeOf } from "../shared/home.js";
import { OwnAccess } from "../shared/own-access.js";
import { stage } from "../shared/page.js";
import { startWorkingPage } from "../shared/working-page.js";

// Where the mails lead that warn a guest: log in, then one press (X18).
void startWorkingPage(async (session) => {
  if (!session.roles.includes("guest")) {
    stage.replaceChildren(deadEnd("guest-only", {}, { key: "choose.go-on", href: homeOf(session) }));
    return;
  }

  const access = new OwnAccess(await getOwnGuest());
  const home = el("a", { class: "button secondary", text: "guest.to-home", set: { href: homeOf(session) } });
  stage.replaceChildren(el("h1", { text: "guests.keep" }), access.element, el("p", {}, home));
  access.focus();
});
