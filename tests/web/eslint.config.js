import { layers } from "./layers.js";

const dangerousMembers = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment"];

const noDom = ["document", "window", "localStorage", "sessionStorage", "indexedDB", "caches"].map((name) => ({
  name,
  message: "This folder knows no DOM and keeps nothing.",
}));

const restrictedSyntax = [
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  { selector: "CatchClause > BlockStatement[body.length=0]", message: "An error is handled or passed on." },
  { selector: "AssignmentExpression > MemberExpression[property.name='style']", message: "No inline styles." },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^(?:style|on)/i]",
    message: "No inline styles or handlers.",
  },
];

/** What anybody can write into a link is read in one place, which believes nothing of it. */
const readingTheAddress = [
  ":not(AssignmentExpression) > MemberExpression[object.name='location'][property.name=/^(?:hash|search|href)$/]",
  "AssignmentExpression > MemberExpression[object.name='location'][property.name='href']",
  "MemberExpression[object.name='document'][property.name=/^(?:location|URL|documentURI|referrer)$/]",
  "MemberExpression[object.name=/^(?:window|self|globalThis)$/][property.name='location']",
].map((selector) => ({ selector, message: "Only pages/shared/address.js reads the address." }));

/** What a browser may refuse is asked for in one place each, and this machine's clock may be wrong. */
const browserOnly = [
  ...["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"].map((name) => ({
    selector: `Identifier[name='${name}']`,
    message: "Only browser/kept.js, browser/kept-files.js and upload/journal.js keep something, and do without.",
  })),
  { selector: "NewExpression[callee.name='BroadcastChannel']", message: "browser/channel.js opens it, where it may." },
  ...[
    "MemberExpression[object.name='Date'][property.name='now']",
    "NewExpression[callee.name='Date'][arguments.length=0]",
  ].map((selector) => ({ selector, message: "browser/clock.js has the service's time." })),
];

const limits = {
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
  "max-len": ["error", { code: 120 }],
};

const habits = {
  eqeqeq: "error",
  curly: "error",
  "prefer-const": "error",
  "no-var": "error",
  "no-unused-vars": "error",
  "no-empty": "error",
  "no-shadow": "error",
  "no-debugger": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
};

export default [
  { ignores: ["**/node_modules/", "static-web/vendor/"] },
  { files: ["**/*.js"], languageOptions: { ecmaVersion: 2024, sourceType: "module" }, rules: { ...limits, ...habits } },
  {
    files: ["static-web/**/*.js"],
    plugins: { zegel: { rules: { layers } } },
    rules: {
      "zegel/layers": "error",
      "no-restricted-syntax": ["error", ...restrictedSyntax, ...readingTheAddress, ...browserOnly],
      "no-restricted-properties": ["error", ...dangerousMembers.map((property) => ({ property })),
        { object: "document", property: "write" }, { object: "document", property: "writeln" }],
    },
  },
  {
    files: ["static-web/js/pages/shared/address.js"],
    rules: { "no-restricted-syntax": ["error", ...restrictedSyntax, ...browserOnly] },
  },
  {
    // A record of this browser is compared with nobody else's clock.
    files: ["static-web/js/browser/**", "static-web/js/upload/{journal,seal-worker}.js"],
    rules: { "no-restricted-syntax": ["error", ...restrictedSyntax, ...readingTheAddress] },
  },
  {
    files: ["static-web/js/{upload,storage}/**", "static-web/service-worker.js"],
    rules: { "no-restricted-globals": ["error", ...noDom] },
  },
  {
    // The one place where something of an upload is kept.
    files: ["static-web/js/upload/journal.js"],
    rules: { "no-restricted-globals": ["error", ...noDom.filter(({ name }) => name !== "indexedDB")] },
  },
  {
    files: ["static-web/js/{crypto,forms}/**"],
    rules: { "no-restricted-globals": ["error", ...noDom, "fetch", "XMLHttpRequest", "self"] },
  },
  {
    files: ["static-web/js/text/**", "tests/web/**"],
    rules: { "max-lines": "off", "max-lines-per-function": "off", "no-restricted-syntax": "off" },
  },
  {
    // Sentences that people read are not broken over lines.
    files: ["static-web/js/text/**"],
    rules: { "max-len": "off" },
  },
];
