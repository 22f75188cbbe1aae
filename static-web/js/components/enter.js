/** Where somebody types or chooses. */
const fields = "textarea, select, input:not([type=file], [type=submit], [type=button], [type=reset])";

/**
 * What Enter in a field does. By itself it sends nothing: what a form does can mostly not be taken back, and Enter is
 * what people press to go to the next line. Ctrl+Enter (Cmd+Enter on a Mac) sends every form; Enter only one that has
 * `data-enter="sends"`: logging in, codes, searching.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "target" | "preventDefault">} event a press of a key
 */
export function heedEnter(event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const isEditor = field.isContentEditable;
  const isField = event.key === "Enter" && (isEditor || field.matches(fields));
  const form = !isField ? null : isEditor ? field.closest("form") : field.form;
  if (form === null) {
    return;
  }

  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (field.matches("input") && form.dataset["enter"] !== "sends") {
    event.preventDefault();
  }
}
