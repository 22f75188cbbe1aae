import { lookAtRequest, stopRequest } from "../../api/access.js";
import { ProblemError } from "../../api/call.js";
import { choice, choices } from "../../components/choices.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { requestEnd, requestWords } from "../../components/request-list.js";
import { linkInAddress } from "../shared/address.js";
import { stage, startPage } from "../shared/page.js";

/** @typedef {import("../../api/contract.d.ts").ShownRequest} AccessRequest */

/** @type {import("../../components/dead-end.js").Help} */
const frontPage = { key: "action.front-page", href: "/" };

void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  const link = linkInAddress();
  if (link === null) {
    stage.replaceChildren(deadEnd("request-unknown", {}, frontPage));
    return;
  }

  try {
    const { request, isOfTheDesk } = await lookAtRequest(link);
    show(link, request, isOfTheDesk);
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : "";
    if (code !== "link-unknown" && code !== "request-over") {
      throw error;
    }

    stage.replaceChildren(deadEnd(code === "link-unknown" ? "request-unknown" : "request-over", {}, frontPage));
  }
});

/**
 * Stopping needs a tick and a press: programs that open the links in a mail, and press what they find, stop nothing.
 * @param {{ id: string, secret: string }} link
 * @param {AccessRequest} request
 * @param {boolean} isOfTheDesk
 */
function show(link, request, isOfTheDesk) {
  const title = el("h1", { text: "request.title" });
  const problem = el("div");
  const place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
      problem.replaceChildren(notice(kind, key, values)),
    clear: () => problem.replaceChildren(),
  };
  const sure = choice({ kind: "checkbox", name: { text: "request.stop.sure" } });
  const asked = choices("request.stop.title", [sure], "request.stop.advice");
  const press = button("request.stop", { class: "primary", set: { type: "submit" } });
  const form = el("form", { set: { novalidate: true } }, asked.element, problem, press);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked.refuse(sure.control.checked ? null : "request.stop.untouched");
    if (!sure.control.checked) {
      sure.control.focus();
      return;
    }

    void act(press, place, async () => {
      await stopRequest(link);
      stage.replaceChildren(deadEnd("request-stopped", {}, frontPage));
    });
  });
  const yes = el(
    "p",
    {},
    el("span", { text: "request.yes" }),
    " ",
    el("a", { text: "request.yes.link", set: { href: isOfTheDesk ? "/admin/#requests" : "/account/mailboxes/" } }),
  );
  const words = [el("p", requestWords(request)), el("p", requestEnd(request)), ...(request.mayGive ? [yes] : [])];
  stage.replaceChildren(title, ...words, form);
  focusOn(title);
}
