/**
 * Luminance of the papers in tokens.css, and the contrast asked on them. Text needs 4.5 (WCAG 2.2, 1.4.3), also on
 * paper that is tinted with the colour itself, which costs the rest.
 */
const papers = { light: 0.96, dark: 0.012 };
const contrastNeeded = { light: 5.4, dark: 7 };

/** @param {number[]} rgb each 0 to 1 */
function luminance(rgb) {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {number} one @param {number} other luminances */
const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** @param {string} colour #rrggbb @returns {number[]} each 0 to 255 */
const partsOf = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** How many shades are tried between a colour and black; the service tries the same. */
const shades = 256;

/** Whether it is written as #rrggbb. @param {string} colour */
export const isColour = (colour) => /^#[0-9a-f]{6}$/i.test(colour);

/**
 * The colour, darkened as little as it takes to be read on white, and white on it (4.5:1); the same when it is.
 * @param {string} colour #rrggbb
 */
export function readableOnWhite(colour) {
  for (let step = shades; step > 0; step--) {
    const parts = partsOf(colour).map((part) => Math.floor((part * step) / shades));
    if (contrast(luminance(parts.map((part) => part / 255)), 1) >= 4.5) {
      return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
    }
  }

  return "#000000";
}

/**
 * The organisation's colour, darkened for light paper or lightened for dark paper until it can be read on it.
 * Then the paper can also be read on the colour.
 * @param {string} colour #rrggbb; anything else gives an empty text, which sets nothing
 * @param {"light" | "dark"} mode
 */
export function readableOn(colour, mode) {
  if (!isColour(colour)) {
    return "";
  }

  let rgb = partsOf(colour).map((part) => part / 255);
  for (let step = 0; step < 40 && contrast(luminance(rgb), papers[mode]) < contrastNeeded[mode]; step++) {
    rgb = rgb.map((part) => (mode === "light" ? part * 0.94 : part + (1 - part) * 0.06));
  }

  return `rgb(${rgb.map((part) => Math.round(part * 255)).join(" ")})`;
}
