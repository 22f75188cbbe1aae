import { daysAfter, endOf, lastDayBefore } from "../text/days.js";
import { field } from "./field.js";
import { inputText } from "./problem-text.js";

/** How far ahead a message can expire. */
const mostDays = 3650;

/**
 * The last day on which a message can be read; empty: it stays.
 * @param {string} today
 * @param {string | null} expiresAt when it expires until somebody chooses another day, RFC 3339; null: it does not
 */
export function expiryField(today, expiresAt) {
  const start = expiresAt === null ? "" : lastDayBefore(expiresAt);
  const most = daysAfter(today, mostDays);
  const made = field({
    label: "keeping.expires-on",
    advice: "keeping.expires-on.advice",
    set: { type: "date", min: today, max: most, value: start },
  });
  const { control, element } = made;
  return {
    element,
    get isDirty() {
      return control.value !== start;
    },
    /** RFC 3339; null: it stays. */
    get expiresAt() {
      return control.value === "" ? null : endOf(control.value);
    },
    /** Puts back what was chosen before. @param {unknown} kept */
    putBack(kept) {
      control.value = typeof kept === "string" && !Number.isNaN(Date.parse(kept)) ? lastDayBefore(kept) : "";
    },
    /** Whether the day will do; else the focus is there. */
    check() {
      // A date of which only a part was typed has no value.
      const isRight = !control.validity.badInput
        && (control.value === "" || (control.value >= today && control.value <= most));
      made.refuse(isRight ? null : "keeping.expires-on.wrong");
      isRight || control.focus();
      return isRight;
    },
    /** Shows what the service says of it. @param {Record<string, string[]>} errors */
    refuse({ expiresAt: codes }) {
      if (codes !== undefined) {
        made.refuse(inputText(codes[0]));
        control.focus();
      }

      return codes !== undefined;
    },
  };
}
