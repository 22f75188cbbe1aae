import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";

import { doors, doorsOf } from "../../static-web/js/pages/shared/doors.js";
import { homeOf } from "../../static-web/js/pages/shared/home.js";

const roles = ["staff", "client", "guest", "service-desk"];
const combinations = Array.from({ length: 1 << roles.length }, (_, bits) =>
  roles.filter((_role, n) => (bits >> n) & 1),
);

test("Everybody lands in a room of their own, whatever their roles", () => {
  for (const combination of combinations) {
    const session = { roles: combination };
    const home = combination.includes("staff")
      ? "/mail/"
      : combination.includes("guest") ? "/files/" : combination.includes("client") ? "/portal/"
        : combination.includes("service-desk") ? "/admin/" : "/account/";
    assert.equal(homeOf(session), home, combination.join());
    const staff = combination.includes("staff");
    assert.deepEqual(
      doorsOf(session).map(({ address }) => address),
      [
        ...(staff ? ["/mail/", "/dossiers/", "/forms/"] : []),
        ...(staff || combination.includes("guest") ? ["/files/"] : []),
        ...(combination.includes("client") ? ["/portal/"] : []),
        ...(staff || combination.includes("service-desk") ? ["/guests/"] : []),
        ...(["staff", "guest", "client"].some((role) => combination.includes(role)) ? ["/read/"] : []),
        "/account/",
        ...(staff ? ["/account/mailboxes/"] : []),
        ...(combination.includes("service-desk") ? ["/admin/"] : []),
      ],
      combination.join(),
    );
  }
});

test("Behind every door is a page", () => {
  for (const { address } of doors) {
    assert.ok(existsSync(new URL(`../../static-web${address}index.html`, import.meta.url)), address);
  }
});
