import { ProblemError } from "../../api/call.js";
import { getStarter, startConversation } from "../../api/organisation.js";
import { addressField } from "../../components/address-field.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, focusOn } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { inputText, nameRefusal, problemText } from "../../components/problem-text.js";
import { randomId } from "../../crypto/base64.js";
import { language } from "../../text/text.js";
import { starterInAddress } from "../shared/address.js";
import { stage, startPage } from "../shared/page.js";
import { longestName } from "../../limits.js";

// What was typed stays when the person starts again.
const name = field({
  label: "start.name",
  set: { name: "name", autocomplete: "name", maxlength: longestName, required: true },
});
const { field: email, read: readEmail } = addressField({
  label: "start.email",
  set: { name: "email", autocomplete: "email", required: true },
});
const press = button("start.send", { class: "primary", set: { type: "submit" } });
const problem = el("div");

// One id for what is one attempt, so that pressing again after a failure makes no second conversation.
let conversationId = randomId();
for (const { control } of [name, email]) {
  control.addEventListener("change", () => (conversationId = randomId()));
}

void startPage(async (organisation) => {
  addEventListener("hashchange", () => location.reload());
  const named = starterInAddress();
  const starterId = named === "" ? organisation.starters[0]?.starterId : named;
  if (!starterId) {
    showUnknown();
    return;
  }

  try {
    const starter = await getStarter(starterId);
    showForm(starter, organisation.name);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "not-found") {
      throw error;
    }

    showUnknown();
  }
});

function showUnknown() {
  stage.replaceChildren(deadEnd("starter-unknown", {}, { key: "action.front-page", href: "/" }));
}

/** @param {import("../../api/contract.d.ts").OrganisationStarter} starter @param {string} organisation */
function showForm({ starterId, mailbox }, organisation) {
  const title = el("h1", { text: "start.title" });
  const form = el("form", { set: { novalidate: true } }, problem, name.element, email.element, press);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(starterId, () => showSent(() => showForm({ starterId, mailbox }, organisation)));
  });
  const logIn = el("p", { class: "aside" }, el("a", { text: "start.log-in", set: { href: "/login/" } }));
  stage.replaceChildren(title, el("p", { text: "start.explain", values: { mailbox, organisation } }), form, logIn);
}

/** @param {string} starterId @param {() => void} sent */
async function submit(starterId, sent) {
  const address = readEmail();
  name.refuse(nameRefusal(name.value));
  if (focusFirstError([name, email]) || address === null || press.ariaBusy === "true") {
    return;
  }

  problem.replaceChildren();
  press.ariaBusy = "true";
  try {
    const typed = { name: name.value.trim(), email: address };
    await startConversation(starterId, { conversationId, ...typed, language: language() });
    sent();
  } catch (error) {
    refuse(error);
  } finally {
    press.ariaBusy = "false";
  }
}

/** @param {unknown} error */
function refuse(error) {
  const errors = (error instanceof ProblemError && error.problem.errors) || {};
  const fields = { name, email };
  for (const [member, codes] of Object.entries(errors)) {
    fields[/** @type {"name" | "email"} */ (member)]?.refuse(inputText(codes[0]));
  }

  if (!focusFirstError([name, email])) {
    const { key, values } = problemText(error);
    problem.replaceChildren(notice("error", key, values));
  }
}

/** @param {() => void} startAgain */
function showSent(startAgain) {
  const title = el("h1", { text: "start.sent.title" });
  const again = button("start.again", { class: "secondary" });
  again.addEventListener("click", () => {
    conversationId = randomId();
    startAgain();
    email.control.focus();
  });
  stage.replaceChildren(
    title,
    el("p", { text: "start.sent.where", values: { email: email.value.trim() } }),
    el("ol", { class: "steps" }, ...["open", "code", "write"].map((step) => el("li", { text: `start.sent.${step}` }))),
    el("h2", { text: "start.nothing.title" }),
    el("p", { text: "start.nothing.body" }),
    again,
  );
  focusOn(title);
}
