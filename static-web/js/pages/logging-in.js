import { logIn, resendLogInCode, verifyLogIn } from "../api/accounts.js";
import "../components/log-in-form.js";
import { listen } from "./listen.js";

/** @typedef {import("../components/log-in-form.js").LogInForm} LogInForm */

/**
 * Puts a log-in form to work.
 * @param {LogInForm} form
 * @returns {Promise<import("../api/contract.d.ts").Session>} once somebody is logged in
 */
export function loggingIn(form) {
  return new Promise((resolve) => {
    const attempt = (/** @type {() => Promise<unknown>} */ act) => act().catch((error) => form.refuse(error));
    listen(form, "log-in", ({ email, password }) => attempt(async () => (form.step = await logIn(email, password))));
    listen(form, "again", () => attempt(async () => (form.step = await resendLogInCode())));
    listen(form, "verify", (code) => attempt(async () => resolve(await verifyLogIn(code))));
  });
}
