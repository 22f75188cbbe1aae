// Writes functions/Security/common-passwords.txt again from the newest list of @zxcvbn-ts/language-common (MIT).
// Run by hand in a folder where that package is installed: node make-common-passwords.mjs <target file>
import { writeFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";

const passwords = [...new Set(dictionary["passwords-common"].map((password) => password.toLowerCase()))];

// Only what the rule of length, capital and digit would let through, and the words people put a number behind.
const whole = passwords.filter((password) => password.length >= 15 || /^(?=.*\d)(?=.*[a-z]).{8,}$/.test(password));
const words = passwords.filter((password) => /^[a-z]{5,14}$/.test(password)).slice(0, 3000);
writeFileSync(process.argv[2], [...new Set([...whole, ...words])].sort().join("\n") + "\n");
