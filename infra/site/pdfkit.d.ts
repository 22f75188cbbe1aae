/** What we use of https://pdfkit.org. The module makes a global of it, as a script would. */

/** A part of a document's structure. */
export interface Structure {
  add(child: Structure | (() => unknown)): this;
  end(): void;
}

interface TextOptions {
  width?: number;
  indent?: number;
  lineGap?: number;
  paragraphGap?: number;
  align?: "left" | "right";
  lineBreak?: boolean;
}

interface Page {
  width: number;
  height: number;
  margins: { top: number; bottom: number; left: number; right: number };
}

export interface PdfDocument {
  page: Page;
  x: number;
  y: number;
  on(event: "data", heard: (part: Uint8Array<ArrayBuffer>) => unknown): this;
  on(event: "end", heard: () => unknown): this;
  on(event: "pageAdded", heard: () => unknown): this;
  registerFont(name: string, bytes: Uint8Array): this;
  font(name: string): this;
  fontSize(size: number): this;
  fillColor(color: string): this;
  addPage(options?: { layout: "portrait" | "landscape" }): this;
  text(words: string, options?: TextOptions): this;
  text(words: string, x: number, y: number, options?: TextOptions): this;
  moveDown(lines?: number): this;
  image(bytes: ArrayBuffer | string, x: number, y: number, options: { fit: [number, number]; align?: string; valign?: string }): this;
  heightOfString(words: string, options?: TextOptions): number;
  struct(type: string, options?: { title?: string; alt?: string; lang?: string }, children?: Structure[] | (() => unknown)): Structure;
  struct(type: string, children: Structure[] | (() => unknown)): Structure;
  addStructure(structure: Structure): this;
  markContent(type: "Artifact", options: { type: string }): this;
  endMarkedContent(): this;
  bufferedPageRange(): { start: number; count: number };
  switchToPage(index: number): void;
  end(): void;
  /** The fonts it holds, by which a sign is looked up. */
  _font: { font: { hasGlyphForCodePoint(sign: number): boolean } };
}

interface PdfOptions {
  pdfVersion: "1.7";
  subset: "PDF/UA";
  tagged: boolean;
  lang: string;
  displayTitle: boolean;
  info: { Title: string; Author?: string; Subject?: string };
  size: "A4";
  margins: { top: number; bottom: number; left: number; right: number };
  font: string | null;
  bufferPages: boolean;
  autoFirstPage: boolean;
}

declare global {
  var PDFDocument: new (options: PdfOptions) => PdfDocument;
}
