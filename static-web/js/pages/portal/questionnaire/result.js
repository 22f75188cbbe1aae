import { answerPages } from "../../../components/answer-pages.js";
import { attachments } from "../../../components/attachment.js";
import { button, el } from "../../../components/dom.js";
import { notice } from "../../../components/notice.js";
import { wordsIn } from "../../../forms/definition.js";
import { language } from "../../../text/text.js";
import { filesOf } from "../../shared/files-of.js";

/**
 * What was sent, to be read and printed (N43).
 * @param {import("../../../spaces/filling.js").Filling} filling
 * @param {import("../../../spaces/dossier-part.js").DossierPart} part
 * @param {string} delivered where the document of it stands
 */
export function result(filling, part, delivered) {
  const { task, form, answers } = filling;
  const values = { name: task?.sentBy ?? "", at: { date: task?.sentAt ?? "" } };
  const [subject, means] = [wordsIn(form.title, language()), filesOf(part)];
  const print = button("fill.print", { class: "secondary", on: { click: () => window.print() } });
  const link = el("p", {}, el("a", { text: "fill.to-delivered", set: { href: delivered } }));
  const isSent = task?.sentAt !== null;
  return el("div", { class: "fill-result" },
    notice(isSent ? "success" : "info", isSent ? "fill.sent" : "fill.over", values, link),
    el("p", {}, print),
    answerPages(form, answers, { files: (files) => attachments({ files, subject, at: values.at.date }, means) }));
}
