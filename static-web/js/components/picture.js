/** The longest side of a photographed page, in pixels: A4 at about 260 dots an inch, which letters need. */
export const longestSide = 3000;

/**
 * A picture as it is seen, on a canvas: upright as the camera says, turned, and no larger than a page needs.
 * @param {Blob} file
 * @param {number} turns quarters to the right
 * @returns {Promise<HTMLCanvasElement>}
 * @throws {DOMException} this browser cannot open it
 */
export async function drawPicture(file, turns = 0) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = turns % 2 === 0 ? [width, height] : [height, width];
  const pen = penOf(canvas);
  // What is transparent would be black in a JPEG.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((turns * Math.PI) / 2);
  pen.drawImage(bitmap, -width / 2, -height / 2, width, height);
  pen.resetTransform();
  bitmap.close();
  return canvas;
}

/**
 * What stands on a canvas, as a JPEG.
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export function jpegOf(canvas) {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture is too large.")) : resolve(blob)),
      "image/jpeg", 0.85));
}

/** @param {HTMLCanvasElement} canvas */
export function penOf(canvas) {
  const pen = canvas.getContext("2d");
  if (pen === null) {
    throw new Error("This browser draws nothing.");
  }

  return pen;
}
