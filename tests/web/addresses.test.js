import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  forgetLink, hasLink, linkInAddress, logInAddress, mustChooseFactor, partInAddress, starterInAddress,
  wayBack,
} from "../../static-web/js/pages/shared/address.js";
import { workingPages } from "../../static-web/js/pages/shared/doors.js";

const site = fileURLToPath(new URL("../../static-web", import.meta.url));
const origin = "https://zegel.example";

/** The page is opened at an address, as a browser reads it; the history's entry is new. */
function open(address) {
  const url = new URL(address, origin);
  globalThis.location = url;
  globalThis.history = {
    state: null,
    replaceState(state, _, to) {
      this.state = structuredClone(state);
      url.href = new URL(to, url).href;
    },
  };
}

/** Who wished for something, and logs in. */
function wish(wished) {
  open(`/login/#${new URLSearchParams({ return: wished })}`);
  return wayBack(workingPages);
}

const evil = "evil.example";

const hostile = [
  // As another site, or as nothing that has a host of ours.
  `https://${evil}/`, `http://${evil}`, `HTTPS://${evil}/`, `hTtPs:${evil}`, `https:/${evil}`, `https:///${evil}`,
  `//${evil}/`, `///${evil}/`, `////${evil}/`, `/\t/${evil}/`, `/\n/${evil}/`, `/\r/${evil}/`, `\t//${evil}`,
  ` //${evil}`, `\u0000//${evil}`, `\u00a0//${evil}`, `\ufeff//${evil}`, `/ /${evil}`, `//${evil}:443/mail/`,
  `//${evil}#/mail/`, `//user@${evil}/mail/`, `https://zegel.example@${evil}/`, `//zegel.example@${evil}/mail/`,
  `https://zegel.example.${evil}/mail/`, `https://zegel.example:pass@${evil}/mail/`,
  // Paths that become a host once they are read.
  `/.//${evil}`, `/..//${evil}`, `/mail/..//${evil}`, `/mail/../..//${evil}`, `/./.././/${evil}`, `/%2e//${evil}`,
  `/%2e%2e//${evil}`, `/.%2e//${evil}`, `/mail/.//${evil}`, `/mail//${evil}`, `/mail/%2e%2e//${evil}`, `.//${evil}`,
  `..//${evil}`, `./`, `../`, "", "/", "mail/", "mail",
  // Backslashes, which browsers take for slashes.
  `\\\\${evil}`, `/\\${evil}`, `\\/${evil}`, `/\\/${evil}`, `/.\\${evil}`, `/..\\\\${evil}`, `/mail\\..\\\\${evil}`,
  `https:\\\\${evil}`, `/mail/\\${evil}`,
  // Slashes in other clothes.
  `/%2f%2f${evil}`, `%2f%2f${evil}`, `/%2F${evil}`, `/%5c${evil}`, `/%5C%5C${evil}`, `/\u2215\u2215${evil}`,
  `\uff0f\uff0f${evil}`, `/\uff0f${evil}`, `/\u2044${evil}`, `/\u29f8${evil}`, `/\u3002${evil}`, `/%09/${evil}`,
  `/%0a/${evil}`, `/%00/${evil}`, `/%252f%252f${evil}`,
  // Other schemes.
  /* eslint-disable no-script-url -- they are what must not be followed */
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "/javascript:alert(1)",
  "javascript:/mail/", "javascript://zegel.example/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
  /* eslint-enable no-script-url */
  "vbscript:x", `blob:${origin}/0`, "file:///etc/passwd", "about:blank", "mailto:x@evil.example",
  `view-source:https://${evil}`, `intent://${evil}#Intent;end`,
  // Our own site, but no page to come back to, or one with more than an id.
  `${origin}/mail/`, "/login/", "/login/#return=//evil.example", "/open/", "/password/", "/sealed/", "/api/sign-out",
  "/.auth/logout", "/js/pages/mail/x.js", "/mail", "/MAIL/", "/mail/index.html", "/mail/?x", "/mail/?#new", "/mail/;",
  "/mail/ ", " /mail/", "/mail/\u0000", "/mail/\n", "/mail/#", "/mail/##", "/mail/#../../sign-out", "/mail/#a/b",
  "/mail/#%2e%2e", "/mail/#a\"]", "/mail/#<b>", "/mail/#A", "/mail/#new ", "/mail/#new\n", `/mail/#${"a".repeat(81)}`,
  "/admin/../mail/", "/admin/audit", "/admin/audit/x", "/toString", "__proto__", "constructor",
];

describe("the page that somebody wanted before logging in", () => {
  test("is one of at least 60 hostile forms in no case", () => {
    assert.ok(new Set(hostile).size === hostile.length && hostile.length >= 60);
    const followed = hostile.filter((wished) => wish(wished) !== null);
    assert.deepEqual(followed, []);
  });

  test("is none of them either when the address is not encoded, or says more", () => {
    for (const wished of hostile) {
      const encoded = encodeURIComponent(wished);
      for (const hash of [`return=${wished}`, `choose=&return=${wished}`, `return=${encoded}&choose`]) {
        open(`/login/#${hash}`);
        // What a URL makes of it may be something else that is good; never does it lead elsewhere.
        const way = wayBack(workingPages);
        const isOurs = way === null || workingPages.includes(way.split("#")[0]);
        assert.ok(isOurs && new URL(way ?? "/", origin).origin === origin, `${JSON.stringify(hash)} leads to ${way}`);
      }
    }
  });

  const id = "0123456789abcdef".repeat(2);
  for (const wished of [...workingPages, `/mail/#${id}`, "/mail/#new", `/admin/#${id}`, "/admin/#requests"]) {
    test(`is ${wished} when that was it`, () => {
      assert.equal(wish(wished), wished);

      open(wished);
      open(logInAddress(false));
      assert.deepEqual([wayBack(workingPages), mustChooseFactor()], [wished, false]);
      open(wished);
      open(logInAddress(true));
      assert.deepEqual([wayBack(workingPages), mustChooseFactor()], [wished, true]);
    });
  }

  test("is the first that is wished for, and none when none is", () => {
    open("/login/#return=/mail/&return=//evil.example");
    assert.equal(wayBack(workingPages), "/mail/");
    for (const address of ["/login/", "/login/#", "/login/#choose=", "/login/?return=/mail/"]) {
      open(address);
      assert.equal(wayBack(workingPages), null);
    }
  });

  test("can be every page that asks for a log-in, and no other", () => {
    const files = readdirSync(site, { recursive: true, encoding: "utf8" });
    const asking = files.filter((file) => file.endsWith("index.html")).filter((page) => {
      const [, script] = /src="\/(js\/pages\/[a-z/-]+\.js)"/.exec(readFileSync(path.join(site, page), "utf8")) ?? [];
      return script && /startWorkingPage\(|await sessionOrLogIn\(/.test(readFileSync(path.join(site, script), "utf8"));
    });
    assert.deepEqual(asking.map((page) => `/${path.posix.dirname(page)}/`).sort(), workingPages.toSorted());
  });
});

describe("what a page is about", () => {
  test("is an id or the name of a pane, and nothing that could be more", () => {
    for (const [address, expected] of [
      ["/mail/", ""], ["/mail/#", ""], ["/mail/#new", "new"], [`/mail/#${"a".repeat(32)}`, "a".repeat(32)],
      ["/mail/#../../sign-out", null], ["/mail/#a/b", null], ["/mail/#a?b", "a"], ["/mail/#%2e%2e%2f", null],
      ["/mail/#a%", "a"], ['/mail/#a"]', "a"], ["/mail/#A", null], ["/mail/#é", null], 
      ["/mail/#a#b", null], ["/mail/#a_b", null], ["/mail/#aB", null], ["/mail/#%", null], ["/mail/#a%2fb", null],
    ]) {
      open(address);
      assert.equal(partInAddress(), expected, address);
    }
  });
});

describe("the starter that a link names", () => {
  for (const [hash, expected] of [
    ["", ""], ["#", ""], ["#%20", ""], ["#info", "info"], ["#Info", "info"], ["#info%20", "info"], ["#info.", "info"],
    ["#%69nfo", "info"], ["#info?fbclid=1", "info"], ["#info/", "info"], ["#info%", "info"],
    ["#team-zuid)", "team-zuid"],
    // What is no name is a bad link, and nothing that went wrong here.
    ["#%", null], ["#%E0%A4%A", null], ["#%25", null], ["#..", null], ["#?x", null], ["#é", null],
    ["#%00", null], ["#../info", null], [`#${"a".repeat(81)}`, null],
  ]) {
    test(`/start/${hash} names ${expected}`, () => {
      open(`/start/${hash}`);
      assert.equal(starterInAddress(), expected);
    });
  }
});

describe("a mailed link", () => {
  const id = "0123456789abcdef".repeat(2);
  const secret = "s".repeat(43);

  test("is read once, and leaves its secret in no address", () => {
    open(`/open/#${id}.${secret}`);
    assert.deepEqual(linkInAddress(), { id, secret });
    assert.equal(location.href, `${origin}/open/`);
  });

  test("is still there after a reload, and not for another visit of the page", () => {
    open(`/open/#${id}.${secret}`);
    linkInAddress();
    assert.equal(hasLink(), true);
    assert.deepEqual(linkInAddress(), { id, secret });

    open("/open/");
    assert.deepEqual([hasLink(), linkInAddress()], [false, null]);
  });

  test("that is opened in the same tab replaces the one before", () => {
    open(`/open/#${id}.${secret}`);
    linkInAddress();
    location.hash = `#${id}.${"t".repeat(43)}`;
    assert.deepEqual(linkInAddress(), { id, secret: "t".repeat(43) });
    assert.equal(location.hash, "");
  });

  test("is gone when it is used up", () => {
    open(`/password/#${id}.${secret}`);
    linkInAddress();
    forgetLink();
    assert.deepEqual([hasLink(), linkInAddress(), location.href], [false, null, `${origin}/password/`]);
  });

  const behind = [
    ".", ")", "/", "?fbclid=1", ",", ";", "!", "?", ">", "]", "'", '"', "&utm_source=mail", "#top", "%20", "%E2%80%8B",
    "%", "\u200b", "\u201d", "\u2026", " ", ".)", "x", "-", "_", "=", "%3E", "%253E", "/..", "%0A> Verzonden vanaf x",
  ];
  for (const page of ["open", "request", "invitation", "password"]) {
    test(`to /${page}/ is read from the start, and what stands behind the secret is ignored`, () => {
      for (const rest of behind) {
        open(`/${page}/#${id}.${secret}${rest}`);
        assert.deepEqual([linkInAddress(), location.href], [{ id, secret }, `${origin}/${page}/`], rest);
        assert.deepEqual(linkInAddress(), { id, secret }, `${rest}, after a reload`);
      }
    });
  }

  test("is read with its percent signs undone", () => {
    const odd = `${"s".repeat(41)}-_`;
    const forms = [
      `#${id}%2E${odd}`, `#${id}%2e${odd}`, `#${id}%252E${odd}`, `#%30${id.slice(1)}.${odd}`,
      `#${id}.${odd.slice(0, -1)}%5F`, `#${id}.${odd.slice(0, -2)}%2D%5f`, `#%E2%80%8B${id}.${odd}`,
      `#${id}.${odd}%FF`, `#\u200b${id}\u2060.${odd}\u00ad`,
    ];
    for (const form of forms) {
      open(`/open/${form}`);
      assert.deepEqual(linkInAddress(), { id, secret: odd }, form);
    }
  });

  test("to start a conversation may have something behind it too", () => {
    for (const rest of [".", ")", "?fbclid=1", ",", "%20", "%E2%80%8B", "\u201d", "&utm_source=mail", "%3E", "%"]) {
      open(`/start/#praktijk-de-linde${rest}`);
      assert.equal(partInAddress(), "praktijk-de-linde", rest);
    }
  });

  test("that is none is refused and does not stay in the address either", () => {
    const half = [`#${id}`, `#${id}.short`, `#.${secret}`, `#${id}..${secret}`];
    for (const hash of [...half, "#x", `#../x.${secret}`, "#%", "#%E0%A4%A"]) {
      open(`/open/${hash}`);
      assert.deepEqual([linkInAddress(), location.hash], [null, ""], hash);
    }
  });
});
