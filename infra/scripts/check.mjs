#!/usr/bin/env node
// Run by azd. "before": is everything there that a first deployment needs? "after": what to do next, by what is set up.
// Asks nothing of Azure and changes nothing.

const values = process.env;

/** What must be set before provisioning, and how. */
const required = [
  ["ZEGEL_FIRST_ACCOUNT_EMAIL", "the address that gets the first invitation", "you@example.nl"],
  ["ZEGEL_ORGANISATION_NAME", "the name of the organisation, on every page and in every notice", '"Example organisation"'],
];

/** Whether a value is set, and not empty. @param {string} name */
const isSet = (name) => (values[name] ?? "") !== "";

function before() {
  const missing = required.filter(([name]) => !isSet(name ?? ""));
  for (const [name, what, example] of missing) {
    console.error(`Missing: ${what}.\n  azd env set ${name} ${example}`);
  }

  for (const message of mistakes()) {
    console.error(message);
  }

  for (const [name, what] of [
    ["ZEGEL_ORGANISATION_HELP_PHONE", "whom people can ring"],
    ["ZEGEL_ORGANISATION_HELP_EMAIL", "whom people can mail"],
    ["ZEGEL_ORGANISATION_PRIVACY_ADDRESS", "whom people can mail about their privacy"],
  ]) {
    if (!isSet(name ?? "")) {
      console.log(`Not set, and pages will not say it: ${what} (${name}).`);
    }
  }

  process.exitCode = missing.length + mistakes().length > 0 ? 1 : 0;
}

/** What is set and cannot be right. */
function mistakes() {
  const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
  const number = /^[1-9][0-9]{0,6}$/;
  const patterns = {
    ZEGEL_FIRST_ACCOUNT_EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    ZEGEL_SECOND_ACCOUNT_EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    ZEGEL_FIRST_STARTER: /^[a-z0-9][a-z0-9-]{0,39}$/,
    ZEGEL_ORGANISATION_BRAND_COLOUR: /^#[0-9a-fA-F]{6}$/,
    ZEGEL_ORGANISATION_LANGUAGE: /^(nl|en)$/,
    ZEGEL_PLAN: /^(flex|premium)$/,
    ZEGEL_MAILS_PER_HOUR: /^[0-9]{1,6}$/,
    ZEGEL_SMS_MESSAGES_PER_DAY: number,
    ZEGEL_EMAIL_DOMAIN_VERIFIED: /^(true|false)$/,
    ZEGEL_AUDIT_CONTAINER: /^[a-z0-9](-?[a-z0-9]){2,62}$/,
    ZEGEL_AUDIT_LOCKED: /^(true|false)$/,
    ZEGEL_EMAIL_DOMAIN: hostName,
    ZEGEL_CUSTOM_DOMAIN: hostName,
    ZEGEL_SMS_SENDER: /^(\+[1-9][0-9]{5,14}|[A-Za-z0-9 ]{3,11})$/,
    ZEGEL_PROXY_HOPS: /^[1-9]$/,
    ZEGEL_REQUESTS_PER_MINUTE: number,
    ZEGEL_STARTS_PER_ADDRESS_PER_HOUR: number,
    ZEGEL_STARTS_PER_STARTER_PER_HOUR: number,
    ZEGEL_ADDRESSES_PER_NETWORK: /^[1-9][0-9]{0,2}$/,
    ZEGEL_WRONG_CODES_PER_ADDRESS_PER_HOUR: number,
    ZEGEL_LOG_INS_PER_NETWORK_PER_HOUR: number,
    ZEGEL_SMS_PER_ADDRESS_PER_DAY: number,
  };
  return Object.entries(patterns)
    .filter(([name, pattern]) => isSet(name) && !pattern.test(values[name] ?? ""))
    .map(([name, pattern]) => `${name} is "${values[name]}"; it must match ${pattern}.`);
}

/** What must stand in the DNS of the sender domain, a line each. */
function dnsRecords() {
  const domain = values["ZEGEL_EMAIL_DOMAIN"] ?? "";
  /** @type {Record<string, { type: string, name: string, value: string } | null>} */
  const records = JSON.parse(values["ZEGEL_EMAIL_DNS_RECORDS"] || "{}");
  const asked = Object.entries(records).flatMap(([what, record]) =>
    record === null ? [] : [`${what}: ${record.type} ${record.name} ${record.value}`],
  );
  const hasDmarc = Object.keys(records).some((what) => what.toUpperCase() === "DMARC" && records[what] !== null);
  return hasDmarc ? asked : [...asked, `DMARC: TXT _dmarc.${domain} v=DMARC1; p=quarantine`];
}

function after() {
  const site = values["ZEGEL_SITE_ADDRESS"] ?? "";
  const steps = [
    `Open ${site}/api/health?ready : every part must say ok. Roles take a few minutes to count after the first time.`,
    `The first account: ${values["ZEGEL_FIRST_ACCOUNT_EMAIL"]} gets an invitation within some minutes of that.`,
    `The first starter, to link to: ${site}/start/#${values["ZEGEL_STARTER"] ?? "info"}`,
  ];
  if (!isSet("ZEGEL_EMAIL_DOMAIN")) {
    steps.push("Mail comes from a domain of Azure, for trying out: see \"Sender domain\" in docs/operations.md.");
  } else if (values["ZEGEL_EMAIL_DOMAIN_VERIFIED"] !== "true") {
    steps.push(
      ["Add these DNS records for the sender domain, then verify it and set ZEGEL_EMAIL_DOMAIN_VERIFIED:", ...dnsRecords()].join("\n   "),
    );
  }

  if (values["ZEGEL_SMS_CONFIGURED"] !== "true") {
    steps.push("SMS is not set up: people get codes by e-mail or an authenticator app only. See \"SMS\" in docs/operations.md.");
  }

  if (!isSet("ZEGEL_CUSTOM_DOMAIN")) {
    steps.push("The site has the address of the platform. See \"Custom domain\" in docs/operations.md.");
  }

  console.log(["", "What to do next:", ...steps.map((step, i) => `${i + 1}. ${step}`)].join("\n"));
}

switch (process.argv[2]) {
  case "before":
    before();
    break;
  case "after":
    after();
    break;
  default:
    console.error("Usage: check.mjs before|after");
    process.exitCode = 2;
}
