import assert from "node:assert/strict";
import { after, test } from "node:test";
import { useSmallDocument } from "./small-document.js";

useSmallDocument("");
const { chooseLanguage, showDay, showMoment, showTime } = await import("../../static-web/js/text/text.js");
const own = process.env["TZ"];
after(() => {
  process.env["TZ"] = own ?? "";
});

const winter = "2026-12-01T22:30:00Z";
const summer = "2026-07-01T22:30:00Z";

for (const [zone, language, time, shown] of [
  ["Europe/Amsterdam", "nl", winter, "1 december 2026 23:30"],
  ["Europe/Amsterdam", "en", winter, "1 December 2026 23:30"],
  // The same hour all year round: nothing can differ.
  ["Europe/Brussels", "nl", winter, "1 december 2026 23:30"],
  ["America/New_York", "en", winter, "1 December 2026 17:30 (Eastern Standard Time)"],
  ["America/New_York", "en", summer, "1 July 2026 18:30 (Eastern Daylight Time)"],
  ["America/Curacao", "nl", winter, "1 december 2026 18:30 (Atlantic-standaardtijd)"],
  ["Europe/London", "en", summer, "1 July 2026 23:30 (British Summer Time)"],
  ["Asia/Kolkata", "en", winter, "2 December 2026 04:00 (India Standard Time)"],
  // In winter as in Amsterdam, in summer not.
  ["Africa/Lagos", "en", winter, "1 December 2026 23:30"],
  ["Africa/Lagos", "en", summer, "1 July 2026 23:30 (West Africa Time)"],
]) {
  test(`a moment in ${zone}, ${language}: ${shown}`, async () => {
    process.env["TZ"] = zone;
    await chooseLanguage(language);
    assert.equal(showTime(time), shown);
  });
}

test("a time of today names its zone too, and only where it can differ", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-12-01T22:45:00Z") });
  await chooseLanguage("en");
  for (const [zone, shown] of [["Europe/Amsterdam", /^23:30$/], ["America/New_York", /^17:30 (EST|GMT-5)$/]]) {
    process.env["TZ"] = zone;
    assert.match(showMoment(winter), shown);
  }
});

test("a day of the organisation says whose day it is, for who is elsewhere", async () => {
  for (const [zone, language, shown] of [
    ["Europe/Amsterdam", "nl", "1 december 2026"], ["America/New_York", "nl", "1 december 2026 (Nederlandse tijd)"],
    ["America/New_York", "en", "1 December 2026 (Dutch time)"], ["Asia/Tokyo", "en", "1 December 2026 (Dutch time)"],
    ["Europe/Berlin", "en", "1 December 2026"],
  ]) {
    process.env["TZ"] = zone;
    await chooseLanguage(language);
    for (const day of ["2026-12-01", winter]) {
      assert.equal(showDay(day), shown, `${zone} ${day}`);
    }
  }
});
