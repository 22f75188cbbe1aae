import encodeQR from "../../vendor/qr.js";
import { say } from "./dom.js";

const namespace = "http://www.w3.org/2000/svg";

/** Empty around it, in modules, or readers do not find it (ISO/IEC 18004). */
const quiet = 4;

/** What is dark of a code for these words, row by row, with what is empty around it. @param {string} words */
export const modulesOf = (words) => encodeQR(words, "raw", { ecc: "medium", border: quiet });

/** The dark ones, drawn. @param {boolean[][]} modules */
export const pathOf = (modules) =>
  modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");

/** A picture that is saved by itself. @param {string} words */
export function qrSvg(words) {
  const modules = modulesOf(words);
  const size = modules.length;
  return `<svg xmlns="${namespace}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`
    + `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${pathOf(modules)}"/></svg>`;
}

/**
 * The same on the page: always dark on white, since some readers know nothing else.
 * @param {string} words
 * @param {TextKey} label its accessible name
 * @param {import("../text/text.js").Values} values
 */
export function qrCode(words, label, values) {
  const modules = modulesOf(words);
  const size = modules.length;
  const picture = document.createElementNS(namespace, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  picture.setAttribute("aria-hidden", "true");
  for (const [fill, d] of /** @type {const} */ ([["#fff", `M0 0h${size}v${size}H0z`], ["#000", pathOf(modules)]])) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("fill", fill);
    path.setAttribute("d", d);
    picture.append(path);
  }

  const element = document.createElement("div");
  element.className = "qr-picture";
  element.setAttribute("role", "img");
  say(element, { label, values });
  element.append(picture);
  return element;
}

/**
 * A picture of so many pixels at most, with whole pixels for each module.
 * @param {string} words
 * @param {number} most
 * @returns {Promise<Blob>}
 */
export function qrPng(words, most) {
  const modules = modulesOf(words);
  const scale = Math.max(1, Math.floor(most / modules.length));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = modules.length * scale;
  const context = canvas.getContext("2d");
  if (context === null) {
    throw new Error("This browser does not draw.");
  }

  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  /** @param {number} x @param {number} y */
  const fill = (x, y) => context.fillRect(x * scale, y * scale, scale, scale);
  modules.forEach((row, y) => row.forEach((isDark, x) => isDark && fill(x, y)));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("This browser makes no picture.")) : resolve(blob)));
  });
}
