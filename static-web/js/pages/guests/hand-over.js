import { addressField } from "../../components/address-field.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { refuseFields } from "../shared/refuse-fields.js";

/**
 * Asks which colleague takes guests over.
 * @param {{ n: number }} values how many
 * @param {(email: string) => Promise<unknown>} handOver
 * @returns {Promise<boolean>} whether it was done
 */
export function askColleague(values, handOver) {
  const address = addressField({ label: "guests.colleague", set: { name: "colleague", autocomplete: "off" } });
  const { field: email } = address;
  return confirmDialog({
    title: "guests.hand-over.title",
    values,
    body: [el("p", { text: "guests.hand-over.body" }), email.element],
    confirm: "guests.hand-over",
    check: () => {
      const isRight = address.read() !== null;
      isRight || email.control.focus();
      return isRight;
    },
    act: async () => {
      const typed = address.read() ?? "";
      return (await refuseFields({ email }, async () => [await handOver(typed)])) !== null;
    },
  });
}
