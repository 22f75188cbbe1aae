import { listOpenStarters } from "../../api/organisation.js";
import { byLanguage, el, icon } from "../../components/dom.js";
import { startPage } from "../shared/page.js";

// It comes while the texts do; what went wrong with it is said once there are words.
const asked = listOpenStarters();
asked.catch(() => null);

void startPage(async () => {
  const { starters } = await asked;
  const list = document.querySelector("[data-starters]");
  list?.replaceChildren(
    ...starters.map(({ starterId, mailbox, textNl, textEn }) => {
      const said = byLanguage("span", textNl, textEn);
      said?.classList.add("starter-text");
      const words = el("span", {}, el("span", { text: "front.starter", values: { mailbox } }), said);
      const link = el(
        "a",
        { class: "starter", set: { href: `/start/#${starterId}` } },
        icon("lock"),
        words,
        icon("forward"),
      );
      return el("li", {}, link);
    }),
  );
  const none = document.querySelector("[data-no-starters]");
  if (none instanceof HTMLElement) {
    none.hidden = starters.length > 0;
  }
});
