import { el, icon } from "../../components/dom.js";
import { startPage } from "../shared/page.js";

void startPage(async (organisation) => {
  const { starters } = await organisation;
  const list = document.querySelector("[data-starters]");
  list?.replaceChildren(
    ...starters.map(({ starterId, mailbox }) => {
      const words = el("span", { text: "front.starter", values: { mailbox } });
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
