import { deadEnd } from "../../components/dead-end.js";
import { stage } from "./page.js";

const probe = "zegel-probe=1";

/**
 * Whether this browser takes no cookies from us. Being let in is a cookie: without one no code and no password helps,
 * and none must be spent on it. It is tried, since some say that they take them and do not.
 */
export function lacksCookies() {
  try {
    document.cookie = `${probe}; SameSite=Strict; Max-Age=10`;
    const isTaken = document.cookie.includes(probe);
    document.cookie = `${probe}; SameSite=Strict; Max-Age=0`;
    return !isTaken;
  } catch {
    return true;
  }
}

/** Says what is missing, and what to do. */
export function showNoCookies() {
  stage.replaceChildren(deadEnd("no-cookies", {}, { key: "action.try-again", act: () => location.reload() }));
}
