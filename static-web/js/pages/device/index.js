import { ProblemError } from "../../api/call.js";
import { forgetDevice, lookAtDevice } from "../../api/visiting.js";
import { deadEnd } from "../../components/dead-end.js";
import { button, el, focusOn } from "../../components/dom.js";
import { linkInAddress } from "../shared/address.js";
import { report, stage, startPage } from "../shared/page.js";

/**
 * @typedef {import("../../api/visiting.js").DeviceLink} DeviceLink
 * @typedef {Awaited<ReturnType<typeof lookAtDevice>>} Device
 */

/** @type {import("../../components/dead-end.js").Help} */
const frontPage = { key: "action.front-page", href: "/" };

// Where the mail leads that says that a browser is remembered: looking changes nothing, the button ends it.
void startPage(async () => {
  addEventListener("hashchange", () => location.reload());
  const link = deviceIn(linkInAddress());
  if (link === null) {
    stage.replaceChildren(deadEnd("link-unknown", {}, frontPage));
    return;
  }

  try {
    show(link, await lookAtDevice(link));
  } catch (error) {
    const code = error instanceof ProblemError ? error.code : "";
    if (code !== "link-unknown" && code !== "device-forgotten") {
      throw error;
    }

    stage.replaceChildren(deadEnd(code === "link-unknown" ? "link-unknown" : "device-gone", {}, frontPage));
  }
});

/** @param {{ id: string, secret: string } | null} link @returns {DeviceLink | null} */
function deviceIn(link) {
  const [participantId, deviceId, ...rest] = link?.id.split("-") ?? [];
  return link === null || participantId === undefined || deviceId === undefined || rest.length > 0
    ? null : { participantId, deviceId, secret: link.secret };
}

/** @param {DeviceLink} link @param {Device} device */
function show(link, { device, rememberedAt, endsAt }) {
  const title = el("h1", { text: "device.title" });
  const press = button("device.forget", { class: "primary" });
  press.addEventListener("click", (event) => {
    // Only a person's press counts, as with codes.
    if (!event.isTrusted || press.ariaBusy === "true") {
      return;
    }

    press.ariaBusy = "true";
    forgetDevice(link).then(() => stage.replaceChildren(deadEnd("device-ended", {}, frontPage))).catch(report);
  });
  stage.replaceChildren(
    title,
    el("p", { text: "device.which", values: { device } }),
    el("p", { text: "device.since", values: { at: { date: rememberedAt }, until: { date: endsAt } } }),
    el("p", { text: "device.advice" }),
    press,
  );
  focusOn(title);
}
