import { listWaiting, openWaiting } from "../../api/visiting.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { button, el } from "../../components/dom.js";
import { hasUnsent, leaveNow } from "../shared/leaving.js";
import { tellOnTop } from "../shared/page.js";

/** @typedef {import("../../api/contract.d.ts").ListWaitingItem} Item */

/**
 * What else waits for who is in, and opens without another code: from which mailbox, since when.
 * @param {string} participantId as whom they are in
 * @returns {Promise<HTMLElement | null>} null: nothing
 */
export async function moreWaiting(participantId) {
  const { waiting } = await listWaiting(participantId);
  const title = el("h2", { text: "visiting.more" });
  return waiting.length === 0 ? null : el(
    "section",
    { class: "more-waiting", label: "visiting.more" },
    title,
    el("p", { class: "muted", text: "visiting.more.advice" }),
    el("ul", {}, ...waiting.map((item) => row(participantId, item))),
  );
}

/** @param {string} participantId @param {Item} item */
function row(participantId, item) {
  const values = { mailbox: item.mailbox, at: { date: item.at } };
  const press = button("visiting.open", { class: "secondary", label: "visiting.open.of", values });
  press.addEventListener("click", () => void open(participantId, item, press).catch((error) => {
    press.ariaBusy = "false";
    tellOnTop(error);
  }));
  return el("li", {}, el("span", { text: "visiting.from", values }), press);
}

/** @param {string} participantId @param {Item} item @param {HTMLButtonElement} press */
async function open(participantId, item, press) {
  if (press.ariaBusy === "true") {
    return;
  }

  const go = async () => {
    press.ariaBusy = "true";
    const { participantId: other, secret } = await openWaiting(participantId, item.participantId);
    leaveNow(() => location.assign(`#${other}.${secret}`));
  };
  await (hasUnsent() ? confirmDialog({
    title: "visiting.leave",
    body: [el("p", { text: "visiting.leave.body" })],
    confirm: "visiting.open",
    isDanger: true,
    cancel: "leave.stay",
    act: go,
  }) : go());
}
