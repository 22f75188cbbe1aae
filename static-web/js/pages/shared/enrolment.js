import { addPasskey, beginApp, beginEmail, beginPasskey, beginSms } from "../../api/account.js";
import { choice } from "../../components/choices.js";
import { copyButton } from "../../components/copy-button.js";
import { button, el, focusOn } from "../../components/dom.js";
import { field, focusFirstError } from "../../components/field.js";
import { notice } from "../../components/notice.js";
import { act } from "../../components/part.js";
import { makePasskey, PasskeyDeclinedError } from "../../components/passkey.js";
import { isVisible } from "../../text/unseen.js";
import { firstCode, sentCode } from "./enrolment-code.js";
import { newCodes } from "./new-codes.js";
import { refuseFields } from "./refuse-fields.js";
import { longestPasskeyName, longestPhone } from "../../limits.js";

/**
 * @typedef {import("../../api/account.js").CodeFactor} CodeFactor
 * @typedef {import("../../api/contract.d.ts").ActivatedFactor} ActivatedFactor
 * @typedef {import("../../components/field.js").Field} Field
 */

/**
 * The words of each, and of the press that begins it.
 * @type {Record<CodeFactor | "passkey", { title: TextKey, explain: TextKey, begin: TextKey }>}
 */
const words = {
  app: { title: "my.enrol.app", explain: "my.enrol.app.explain", begin: "action.try-again" },
  sms: { title: "my.enrol.sms", explain: "my.enrol.sms.explain", begin: "my.enrol.send" },
  email: { title: "my.enrol.email", explain: "my.enrol.email.explain", begin: "action.try-again" },
  passkey: { title: "my.enrol.passkey", explain: "my.enrol.passkey.explain", begin: "my.enrol.passkey.make" },
};

/**
 * Adding one second factor. It is active only once it was shown to work, by a right first code or by the passkey. What
 * needs no answer first begins at once (T11, T18); the press is then for another try.
 */
export class Enrolment {
  #added;
  #title;
  #problem = el("div");
  #body = el("div", { class: "enrolment" });
  #others = choice({ kind: "checkbox", name: { text: "my.enrol.end-others" }, advice: "my.enrol.end-others.advice" });
  #place = {
    tell: (/** @type {"error" | "warning" | "info" | "success"} */ kind, /** @type {TextKey} */ key, values = {}) =>
      this.#problem.replaceChildren(notice(kind, key, values)),
    clear: () => this.#problem.replaceChildren(),
  };

  /**
   * @param {CodeFactor | "passkey"} method
   * @param {boolean} hasOthers whether the person is logged in elsewhere too
   * @param {() => Promise<void>} added it is on, and recovery codes that came with it were kept
   * @param {() => void} cancelled
   */
  constructor(method, hasOthers, added, cancelled) {
    const { title, explain, begin } = words[method];
    this.#added = added;
    this.#title = el("h3", { text: title });
    const asked = askedFirst[method]();
    const press = button(begin, { class: "primary", set: { type: "submit" } });
    const form = el("form", { set: { novalidate: true, "data-enter": "sends" } }, asked?.element ?? null, press);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (asked === null || isFilled(asked)) {
        void act(press, this.#place, () => this.#begin(method, asked));
      }
    });
    this.#body.append(el("p", { text: explain }), form);
    this.#others.element.hidden = !hasOthers;
    const cancel = button("action.cancel", { class: "quiet", on: { click: cancelled } });
    const inner = [this.#title, this.#problem, this.#body, this.#others.element, cancel];
    this.element = el("div", { class: "card enrolment" }, ...inner);
    if (asked === null) {
      void act(press, this.#place, () => this.#begin(method, null));
    }
  }

  focus() {
    focusOn(this.#title);
  }

  /** @param {CodeFactor | "passkey"} method @param {Field | null} asked */
  async #begin(method, asked) {
    if (method === "passkey") {
      await this.#makePasskey(/** @type {Field} */ (asked));
      return;
    }

    const form = firstCode(method, this.#place, this.#endOthers, (activated) => this.#finish(activated));
    if (method === "app") {
      const { qr, secret, uri } = await beginApp();
      this.#body.replaceChildren(...appSteps(qr, secret, uri), form.element);
    } else {
      const beginning = asked === null ? beginEmail : () => beginSms(asked.value.trim());
      const sent = await refuseFields(asked === null ? {} : { phone: asked }, beginning);
      if (sent === null) {
        return;
      }

      this.#body.replaceChildren(sentCode(method, sent, this.#place), form.element);
    }

    form.field.control.focus();
  }

  /** @param {Field} name */
  async #makePasskey(name) {
    const { options } = await beginPasskey();
    const credential = await makePasskey(options).catch(unlessDeclined);
    if (credential === null) {
      this.#place.tell("error", "my.enrol.passkey.not-made");
      return;
    }

    const activated = await refuseFields({ name }, () =>
      addPasskey(name.value.trim(), credential, this.#endOthers()),
    );
    if (activated !== null) {
      await this.#finish(activated);
    }
  }

  #endOthers = () => this.#others.control.checked;

  /** With the first second factor come the recovery codes. @param {Pick<ActivatedFactor, "recoveryCodes">} activated */
  async #finish({ recoveryCodes }) {
    if (recoveryCodes === null) {
      await this.#added();
    } else {
      this.element.replaceChildren(newCodes(recoveryCodes, this.#added));
    }
  }
}

const nothing = () => null;
const askedFirst = {
  app: nothing,
  email: nothing,
  sms: () =>
    field({
      label: "recipients.phone",
      advice: "recipients.phone.advice",
      kind: "tel",
      set: { name: "phone", autocomplete: "tel", maxlength: longestPhone, required: true },
    }),
  passkey: () =>
    field({
      label: "my.enrol.passkey.name",
      advice: "my.enrol.passkey.name.advice",
      set: {
        name: "passkey-name",
        autocomplete: "off",
        maxlength: longestPasskeyName,
        required: true,
        value: thisDevice(),
      },
    }),
};

/** @param {Field} asked */
function isFilled(asked) {
  asked.refuse(isVisible(asked.value) ? null : "my.enrol.empty");
  return !focusFirstError([asked]);
}

/** What a person would call this device. */
const thisDevice = () =>
  ["iPhone", "iPad", "Android", "Windows", "Mac", "Linux"].find((name) => navigator.userAgent.includes(name)) ?? "";

/** The person said no, took too long, or this device has a passkey for the account already. @param {unknown} error */
function unlessDeclined(error) {
  if (error instanceof PasskeyDeclinedError) {
    return null;
  }

  throw error;
}

/** @param {string} qr base64 PNG @param {string} secret base32 @param {string} uri for an app on this device */
function appSteps(qr, secret, uri) {
  const picture = { src: `data:image/png;base64,${qr}`, width: 200, height: 200 };
  return [
    el(
      "ol",
      { class: "enrol-steps" },
      el("li", { text: "my.enrol.app.install" }),
      el("li", { text: "my.enrol.app.scan" }),
      el("li", { text: "my.enrol.app.type" }),
    ),
    el("img", { class: "qr", label: "my.enrol.app.qr", set: picture }),
    el("p", { text: "my.enrol.app.secret" }),
    el("p", {}, el("code", { class: "secret", content: secret.replace(/(.{4})(?=.)/g, "$1 ") })),
    copyButton(secret),
    el("p", {}, el("a", { text: "my.enrol.app.here", set: { href: uri } })),
  ];
}
