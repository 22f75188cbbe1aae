import { tryRecoveryCode } from "../../api/account.js";
import { ProblemError } from "../../api/call.js";
import { codeForm } from "../../components/code-form.js";
import { copyButton } from "../../components/copy-button.js";
import { button, el, focusOn } from "../../components/dom.js";
import { notice } from "../../components/notice.js";
import { problemText } from "../../components/problem-text.js";
import { text } from "../../text/text.js";
import { codeKinds } from "../../text/typed-code.js";
import { warnBeforeLeaving } from "./leaving.js";
import { saveFile } from "./save-file.js";

/**
 * New recovery codes, shown this once: to print, to download or to write down, and one to try (N47).
 * @param {string[]} codes
 * @param {() => unknown} done they were kept
 */
export function newCodes(codes, done) {
  const kept = new AbortController();
  warnBeforeLeaving(() => list.isConnected, kept.signal);
  const keep = () => {
    kept.abort();
    done();
  };
  const title = el("h3", { text: "my.codes.title" });
  const rows = codes.map((code) => el("li", {}, el("code", { content: code })));
  const list = el("ol", { class: "recovery-codes" }, ...rows);
  queueMicrotask(() => focusOn(title));
  return el(
    "div",
    { class: "card enrolment" },
    title,
    el("p", { text: "my.codes.explain" }),
    list,
    el(
      "div",
      { class: "row no-print" },
      button("my.codes.print", { class: "secondary", on: { click: () => print() } }),
      button("my.codes.download", { class: "secondary", on: { click: () => download(codes) } }),
      copyButton(codes.join("\n")),
    ),
    el("div", { class: "no-print" }, el("p", { text: "my.codes.try" }), codeTrial(keep)),
    button("my.codes.later", { class: "quiet no-print", on: { click: keep } }),
  );
}

/**
 * Takes one recovery code that is typed over; it is not used up.
 * @param {() => unknown} right
 */
export function codeTrial(right) {
  const problem = el("div");
  const form = codeForm({
    submit: "my.recovery.try",
    kind: codeKinds.recovery,
    send: async (code) => {
      form.busy(true);
      problem.replaceChildren();
      try {
        await tryRecoveryCode(code);
        form.field.control.value = "";
        right();
      } catch (error) {
        const { key, values } = problemText(error);
        if (error instanceof ProblemError && error.code === "code-refused") {
          form.refuse("my.recovery.try.wrong", {});
        } else {
          problem.replaceChildren(notice("error", key, values));
        }
      } finally {
        form.busy(false);
      }
    },
  });
  return el("div", {}, problem, form.element);
}

/** @param {string[]} codes */
function download(codes) {
  saveFile(`${codes.join("\r\n")}\r\n`, text("my.codes.file"), "text/plain");
}
