import { el } from "../components/dom.js";
import { loggingIn } from "./logging-in.js";
import { stage, startPage } from "./page.js";

void startPage(async () => {
  const form = /** @type {import("./logging-in.js").LogInForm} */ (document.createElement("zegel-log-in"));
  const aside = el("p", { class: "aside" }, el("a", { text: "log-in.no-account", set: { href: "/" } }));
  stage.replaceChildren(
    el("h1", { text: "log-in.title" }),
    el("p", { class: "muted", text: "log-in.explain" }),
    form,
    aside,
  );
  form.querySelector("input")?.focus();
  await loggingIn(form);
  location.replace(wayBack());
});

/** Where the person wanted to go: only an address of this site. */
function wayBack() {
  const wished = new URLSearchParams(location.hash.slice(1)).get("return") ?? "/mail/";
  const url = new URL(wished, location.origin);
  return url.origin === location.origin && wished.startsWith("/") ? url.pathname + url.hash : "/mail/";
}
