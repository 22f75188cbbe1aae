import { getOrganisation } from "../../api/organisation.js";
import { deadEnd } from "../../components/dead-end.js";
import { focusOn } from "../../components/dom.js";
import { heedEnter } from "../../components/enter.js";
import { refuseDrops } from "../../components/refuse-drops.js";
import { notice } from "../../components/notice.js";
import { showOrganisation } from "../../components/page-frame.js";
import { problemText } from "../../components/problem-text.js";
import { startLanguage } from "../../text/text.js";
import { printAll } from "./printing.js";

/** Where a page puts what it has to say; every page has one. */
export const stage = document.querySelector("main") ?? document.body;

/** @typedef {import("../../api/contract.d.ts").ShowOrganisationResponse} Organisation */

/**
 * Starts a page: language, then its own part, while the organisation comes. What goes wrong in its own part ends in a
 * page that says so.
 * @param {(organisation: Promise<Organisation>) => unknown} run waits for the organisation when it needs it
 */
export async function startPage(run) {
  // Not a link: the part after # is already in use, for what the page is about.
  document.querySelector("[data-skip]")?.addEventListener("click", () => focusOn(stage));
  document.addEventListener("keydown", heedEnter);
  refuseDrops();
  const organisation = getOrganisation();
  // It comes while the texts do; what went wrong is said below, when there are words for it.
  organisation.catch(() => null);
  await startLanguage();
  printAll();
  document.documentElement.dataset["ready"] = "";
  void organisation.then(showOrganisation).catch(tellOnTop);
  try {
    await run(organisation);
  } catch (error) {
    report(error);
  }
}

/** Nothing could be shown: say why, and offer to try again. @param {unknown} error */
export function report(error) {
  const { key, values } = problemText(error);
  /** @type {import("../../components/dead-end.js").Help} */
  const again = { key: "action.try-again", act: () => location.reload() };
  const end = deadEnd("failed", {}, again);
  end.querySelector("p")?.after(notice("error", key, values));
  stage.replaceChildren(end);
}

/** Something went wrong beside what the page shows, which stays. @param {unknown} error */
export function tellOnTop(error) {
  const { key, values } = problemText(error);
  stage.querySelector(":scope > [data-told]")?.remove();
  const told = notice("error", key, values);
  told.dataset["told"] = "";
  stage.prepend(told);
}
