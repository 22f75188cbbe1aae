import { listOwnDossiers } from "../../api/portal.js";
import { stage } from "./page.js";
import { portalNav } from "./portal-nav.js";

/** Keeps a client's home, and what waits, in view on a page outside their room (N39). */
export async function showClientNav() {
  const nav = portalNav("/portal/");
  nav.show(0, null);
  stage.before(nav.element);
  const dossiers = await listOwnDossiers();
  const all = dossiers.flatMap(({ unread }) => Object.values(unread));
  nav.show(all.reduce((sum, one) => sum + one, 0), null);
}
