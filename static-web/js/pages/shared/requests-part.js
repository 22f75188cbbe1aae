import { approveRequest, listRequests, refuseRequest } from "../../api/access.js";
import { confirmDialog } from "../../components/confirm-dialog.js";
import { el } from "../../components/dom.js";
import { act, part } from "../../components/part.js";
import { requestList, requestWords } from "../../components/request-list.js";

/** @typedef {import("../../api/contract.d.ts").ShownRequest} AccessRequest */

/** What waits for somebody's yes; a yes is asked about once more, a no changes nothing and is not. */
export class RequestsPart {
  #part = part("access.title", "access.explain");
  #list = requestList({
    approve: (request) => void this.#approve(request),
    refuse: (request, press) =>
      void act(press, this.#part, async () => {
        await refuseRequest(request.requestId);
        await this.#done("access.refused", request);
      }),
  });
  #changed;

  /** @param {() => unknown} [changed] */
  constructor(changed = () => {}) {
    this.#changed = changed;
    this.#part.body.append(...this.#list.elements);
  }

  get element() {
    return this.#part.element;
  }

  isDirty = false;
  /** Whether nothing waits, as far as was read. */
  isEmpty = true;

  focus() {
    this.#part.focus();
  }

  async load() {
    const { requests } = await listRequests();
    this.isEmpty = requests.length === 0;
    this.#list.show(requests);
  }

  /** @param {AccessRequest} request */
  async #approve(request) {
    const sure = request.mailbox === null ? "access.sure.desk"
      : request.isSuccession ? "access.sure.successor" : "access.sure.mailbox";
    const isDone = await confirmDialog({
      title: "access.sure.title",
      body: [el("p", requestWords(request)), el("p", { text: sure })],
      confirm: "access.approve",
      act: () => approveRequest(request.requestId),
    });
    if (isDone) {
      await this.#done("access.approved", request);
    }
  }

  /** @param {TextKey} key @param {AccessRequest} request */
  async #done(key, { email }) {
    await this.load();
    this.#part.tell("success", key, { email });
    this.#part.focus();
    this.#changed();
  }
}
