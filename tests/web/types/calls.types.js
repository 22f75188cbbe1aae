/**
 * Not run: what the type checker has to refuse of a request and of what a component asks. Each line below an expected
 * error is one; the checker complains when it is none any longer.
 */
import { call } from "../../../static-web/js/api/call.js";
import { listen } from "../../../static-web/js/pages/shared/listen.js";

export async function requests() {
  // @ts-expect-error there is no such route
  await call("GET sesion");
  // @ts-expect-error the route has a name to fill in
  await call("GET accounts/{accountId}");
  // @ts-expect-error and this is not it
  await call("GET accounts/{accountId}", { at: { account: "a" } });
  // @ts-expect-error nor is there a second one
  await call("GET accounts/{accountId}", { at: { accountId: "a", sessionId: "b" } });
  // @ts-expect-error a route without names takes none
  await call("GET session", { at: { accountId: "a" } });
  // @ts-expect-error this route takes a body
  await call("POST account/reset-code");
  // @ts-expect-error of another shape
  await call("POST account/reset-code", { body: { cod: "a" } });
  // @ts-expect-error with nothing else in it
  await call("POST account/reset-code", { body: { code: "a", other: "b" } });
  // @ts-expect-error this route takes none
  await call("POST account/recovery-codes", { body: { code: "a" } });
  // @ts-expect-error an answer has what the functions say
  (await call("GET account")).nonsense;
  // What is right passes.
  await call("POST account/reset-code", { body: { code: "a" } });
  return (await call("GET accounts/{accountId}", { at: { accountId: "a" } })).email;
}

/** @param {import("../../../static-web/js/api/call.js").ProblemError} error */
export function refusals(error) {
  // @ts-expect-error there is no such refusal
  return error.code === "not-fuond";
}

export function events() {
  const composer = document.createElement("zegel-composer");
  // @ts-expect-error it asks nothing of this name
  listen(composer, "sned", () => {});
  // @ts-expect-error what is sent is a subject and a text
  listen(composer, "send", (/** @type {number} */ written) => written);
  // What is right passes.
  listen(composer, "send", ({ text }) => text.trim());
}
