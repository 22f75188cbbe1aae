import { ProblemError } from "../../api/call.js";
import { getStarter, listOpenStarters, startConversation } from "../../api/organisation.js";
import { addressField } from "../../components/address-field.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, byLanguage, el, focusOn } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { askedFor } from "../../components/file-kinds.js";
import { notice } from "../../components/notice.js";
import { inputText, nameRefusal, problemText } from "../../components/problem-text.js";
import { randomId } from "../../crypto/base64.js";
import { language } from "../../text/text.js";
import { starterInAddress } from "../shared/address.js";
import { stage, startPage } from "../shared/page.js";
import { longestName } from "../../limits.js";

/** Starting a conversation: the form, and what comes after. What was typed stays when the person starts again. */
class Start {
  #name = field({
    label: "start.name",
    set: { name: "name", autocomplete: "name", maxlength: longestName, required: true },
  });
  #address = addressField({
    label: "start.email",
    set: { name: "email", autocomplete: "email", required: true },
  });
  #email = this.#address.field;
  #press = button("start.send", { class: "primary", set: { type: "submit" } });
  #problem = el("div");
  /** One id for what is one attempt, so that pressing again after a failure makes no second conversation. */
  #conversationId = randomId();

  /** @param {import("../../api/contract.d.ts").ShowStarterResponse} starter @param {string} organisation */
  constructor(starter, organisation) {
    this.starter = starter;
    this.words = { mailbox: starter.mailbox, organisation };
    for (const { control } of [this.#name, this.#email]) {
      control.addEventListener("change", () => (this.#conversationId = randomId()));
    }
  }

  show() {
    const title = el("h1", { text: "start.title" });
    const parts = [this.#problem, this.#name.element, this.#email.element, this.#press];
    const form = el("form", { set: { novalidate: true } }, ...parts);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    const logIn = el("p", { class: "aside" }, el("a", { text: "start.log-in", set: { href: "/login/" } }));
    const { textNl, textEn, kinds } = this.starter;
    const said = byLanguage("p", textNl, textEn);
    said?.classList.add("starter-said");
    const above = [el("p", { text: "start.explain", values: this.words }), said, askedFor(kinds)];
    stage.replaceChildren(title, ...above.filter((part) => part !== null), form, logIn);
  }

  async #submit() {
    const email = this.#address.read();
    this.#name.refuse(nameRefusal(this.#name.value));
    if (focusFirstError([this.#name, this.#email]) || email === null || this.#press.ariaBusy === "true") {
      return;
    }

    this.#problem.replaceChildren();
    this.#press.ariaBusy = "true";
    try {
      const typed = { name: this.#name.value.trim(), email, language: language() };
      await startConversation(this.starter.starterId, { conversationId: this.#conversationId, ...typed });
      this.#showSent();
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.#press.ariaBusy = "false";
    }
  }

  /** @param {unknown} error */
  #refuse(error) {
    const errors = (error instanceof ProblemError && error.problem.errors) || {};
    /** @type {Partial<Record<string, import("../../components/field.js").Field>>} */
    const fields = { name: this.#name, email: this.#email };
    for (const [member, codes] of Object.entries(errors)) {
      fields[member]?.refuse(inputText(codes[0]));
    }

    if (error instanceof ProblemError && error.code === "starter-paused") {
      showPaused(this.starter.mailbox);
      return;
    }

    if (!focusFirstError([this.#name, this.#email])) {
      const { key, values } = problemText(error);
      this.#problem.replaceChildren(notice("error", key, values));
    }
  }

  #showSent() {
    const title = el("h1", { text: "start.sent.title" });
    /** @type {TextKey[]} */
    const steps = ["start.sent.open", "start.sent.code", "start.sent.write"];
    const again = button("start.again", { class: "secondary" });
    again.addEventListener("click", () => {
      this.#conversationId = randomId();
      this.show();
      this.#email.control.focus();
    });
    stage.replaceChildren(
      title,
      el("p", { text: "start.sent.where", values: { email: this.#email.value.trim() } }),
      el("ol", { class: "steps" }, ...steps.map((step) => el("li", { text: step }))),
      el("h2", { text: "start.nothing.title" }),
      el("p", { text: "start.nothing.body" }),
      again,
    );
    focusOn(title);
  }
}

void startPage(async (organisation) => {
  addEventListener("hashchange", () => location.reload());
  const named = starterInAddress();
  const starterId = named === "" ? (await listOpenStarters()).starters[0]?.starterId : named;
  if (!starterId) {
    showUnknown();
    return;
  }

  try {
    const [starter, { name }] = await Promise.all([getStarter(starterId), organisation]);
    if (starter.isPaused) {
      showPaused(starter.mailbox);
      return;
    }

    const start = new Start(starter, name);
    start.show();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "not-found") {
      throw error;
    }

    showUnknown();
  }
});

/** Whom to reach instead stands below, as on every page. @param {string} mailbox */
function showPaused(mailbox) {
  stage.replaceChildren(deadEnd("starter-paused", { mailbox }, { key: "action.front-page", href: "/" }));
}

function showUnknown() {
  stage.replaceChildren(deadEnd("starter-unknown", {}, { key: "action.front-page", href: "/" }));
}
