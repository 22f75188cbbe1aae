const mark = /^\d+ % · /;

/**
 * How far the files are, in front of the page's title, for who does something else meanwhile.
 * @param {number | null} share from 0 to 1; null: nothing is under way
 */
export function showInTitle(share) {
  const title = document.title.replace(mark, "");
  document.title = share === null ? title : `${Math.floor(100 * share)} % · ${title}`;
}
