import { deadEnd } from "../../components/dead-end.js";
import { el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { stage } from "./page.js";

/**
 * What is said after a mail was asked for.
 * @param {TextKey} body key
 * @param {import("../../text/text.js").Values} [values]
 */
export function mailIsOnItsWay(body, values = {}) {
  const title = el("h1", { text: "mailed.title" });
  const none = el("p", { class: "muted", text: "mailed.none" });
  stage.replaceChildren(title, el("p", { text: body, values }), none);
  focusOn(title);
}

/**
 * A dead link: one press mails a fresh one, to the address it belongs to.
 * @param {import("../../components/dead-end.js").DeadEnd} name
 * @param {() => Promise<unknown>} renew
 */
export function offerFreshLink(name, renew) {
  const problem = el("div");
  const act = async () => {
    problem.replaceChildren();
    try {
      await renew();
      mailIsOnItsWay("mailed.fresh.body");
    } catch (error) {
      const { key, values } = problemText(error);
      problem.replaceChildren(notice("error", key, values));
    }
  };
  const end = deadEnd(name, {}, { key: "mailed.fresh", act });
  end.append(problem);
  stage.replaceChildren(end);
}
