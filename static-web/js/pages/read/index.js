import { late } from "../../browser/late.js";
import { deadEnd } from "../../components/dead-end.js";
import { partInAddress } from "../shared/address.js";
import { homeOf } from "../shared/home.js";
import { stage } from "../shared/page.js";
import { startWorkingPage } from "../shared/working-page.js";

// A message for somebody who reads with their own account (Z38): the mailed link leads here, without its secret.
// Without a message, all that was written to their address.
void startWorkingPage(async (session) => {
  addEventListener("hashchange", () => location.reload());
  const part = partInAddress();
  if (part === "") {
    await (await late(() => import("./list.js"))).showOwnMessages(session);
    return;
  }

  const { showConversation } = await late(() => import("./reading.js"));
  if (!(await showConversation(part ?? ""))) {
    const home = /** @type {const} */ ({ key: "choose.go-on", href: homeOf(session) });
    stage.replaceChildren(deadEnd("read-elsewhere", { email: session.email }, home));
  }
});
