import { daysAfter, endOf, lastDayBefore } from "../text/days.js";
import { field } from "./field.js";

/** How far ahead a right can end. */
const mostDays = 3650;

/**
 * The last day on which a right counts; empty: it stays.
 * @param {string} today
 * @param {string | null} [until] RFC 3339; null: it stays
 */
export function endField(today, until = null) {
  const most = daysAfter(today, mostDays - 1);
  const made = field({
    label: "members.until",
    advice: "members.until.advice",
    set: { type: "date", min: today, max: most, value: until === null ? "" : lastDayBefore(until) },
  });
  const { control } = made;
  return {
    field: made,
    element: made.element,
    /** RFC 3339; null: it stays. */
    get until() {
      return control.value === "" ? null : endOf(control.value);
    },
    clear() {
      control.value = "";
    },
    /** Whether the day will do; else the focus is there. */
    check() {
      // A date of which only a part was typed has no value.
      const isRight = !control.validity.badInput
        && (control.value === "" || (control.value >= today && control.value <= most));
      made.refuse(isRight ? null : "members.until.wrong");
      isRight || control.focus();
      return isRight;
    },
  };
}
