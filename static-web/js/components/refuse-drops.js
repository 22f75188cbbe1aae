/** Whether files are dragged, and not words. @param {DragEvent} event */
export const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") ?? false;

/** A file that nothing on the page takes would open in its place, and what was typed there be gone: it is refused. */
export function refuseDrops() {
  for (const type of /** @type {const} */ (["dragover", "drop"])) {
    addEventListener(type, (event) => {
      const { dataTransfer } = event;
      if (hasFiles(event) && dataTransfer !== null && !event.defaultPrevented) {
        event.preventDefault();
        dataTransfer.dropEffect = "none";
      }
    });
  }
}
