import { ProblemError } from "../../api/call.js";
import { lookAtInvitation, renewInvitation, requestFirstPassword } from "../../api/passwords.js";
import { deadEnd } from "../../components/dead-end.js";
import { el } from "../../components/dom.js";
import { linkInAddress } from "../shared/address.js";
import { addressForm } from "../shared/address-form.js";
import { mailIsOnItsWay, offerFreshLink } from "../shared/mailed-links.js";
import { stage, startPage } from "../shared/page.js";
import { removedGuest } from "../shared/removed-guest.js";

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  const address = linkInAddress();
  if (address === null) {
    stage.replaceChildren(deadEnd("invitation-unknown", {}, { key: "action.front-page", href: "/" }));
    return;
  }

  try {
    const { organisation } = await lookAtInvitation(address);
    const form = addressForm({
      submit: "invitation.submit",
      send: (email) => requestFirstPassword(address, email),
      sent: (email) => mailIsOnItsWay("invitation.mailed", { email }),
    });
    stage.replaceChildren(
      el("h1", { text: "invitation.title", values: { organisation } }),
      el("p", { text: "invitation.explain" }),
      form,
    );
    form.querySelector("input")?.focus();
  } catch (error) {
    showEndOf(error, address);
  }
});

/** @param {unknown} error @param {import("../../api/passwords.js").Address} address */
function showEndOf(error, address) {
  switch (error instanceof ProblemError ? error.code : "") {
    case "link-unknown":
      stage.replaceChildren(deadEnd("invitation-unknown", {}, { key: "action.front-page", href: "/" }));
      break;
    case "invitation-used":
      stage.replaceChildren(deadEnd("invitation-used", {}, { key: "log-in.title", href: "/login/" }));
      break;
    case "invitation-expired":
      offerFreshLink("invitation-expired", () => renewInvitation(address));
      break;
    case "guest-removed":
      stage.replaceChildren(removedGuest(error) ?? "");
      break;
    default:
      throw error;
  }
}
