import path from "node:path";

/** Who may import whom in static-web/js. A folder may always import from itself. */
const allowed = {
  pages: ["spaces", "components", "forms", "api", "crypto", "upload", "download", "text", "browser", "body",
    "limits.js"],
  spaces: ["components", "body", "forms", "api", "crypto", "upload", "download", "text", "limits.js", "csv-parse.js",
    "fastest-levenshtein.js", "mailcheck.js", "pdfkit.js"],
  components: ["body", "forms", "text", "browser", "limits.js", "prosemirror-commands.js", "prosemirror-history.js",
    "prosemirror-keymap.js", "prosemirror-model.js", "prosemirror-schema-list.js", "prosemirror-state.js",
    "prosemirror-view.js", "qr.js"],
  body: [],
  upload: ["crypto", "api", "storage", "trusted-scripts.js", "limits.js"],
  download: ["crypto", "api", "storage", "trusted-scripts.js", "client-zip.js"],
  api: ["browser"],
  storage: ["browser"],
  forms: ["crypto", "limits.js"],
  crypto: ["body", "limits.js"],
  text: ["browser", "limits.js"],
  browser: [],
  "limits.js": [],
  "trusted-scripts.js": [],
  "service-worker.js": ["download"],
};

const root = path.join("static-web", "js") + path.sep;

/** The first part of a file's path below static-web/js, or the file's own name above it. */
function layerOf(file) {
  const start = file.lastIndexOf(root);
  return start < 0 ? path.basename(file) : file.slice(start + root.length).split(path.sep)[0];
}

/** Of a module of a page "pages/mail", of what pages share "pages/shared"; null for anything else. */
function pageOf(file) {
  const [layer, page] = file.slice(file.lastIndexOf(root) + root.length).split(path.sep);
  return file.includes(root) && layer === "pages" ? `pages/${page}` : null;
}

/** Reports an import that leaves the table above, and of one page from another or of what pages share from a page. */
export const layers = {
  meta: { type: "problem", schema: [], messages: { crossed: "{{from}} may not import {{to}}." } },
  create(context) {
    const from = layerOf(context.filename);
    const check = (node) => {
      if (node.source === null || node.source === undefined) {
        return;
      }

      // Of one that is put together from a list, how it begins.
      const named = String(node.source.value ?? node.source.quasis?.[0]?.value.raw);
      const target = path.resolve(path.dirname(context.filename), named);
      const to = named.startsWith(".") ? layerOf(target) : named;
      if (to !== from && !(allowed[from] ?? []).includes(to)) {
        context.report({ node, messageId: "crossed", data: { from, to } });
      } else if (to === "pages" && ![pageOf(context.filename), "pages/shared"].includes(pageOf(target))) {
        context.report({ node, messageId: "crossed", data: { from: pageOf(context.filename), to: pageOf(target) } });
      }
    };
    const kinds = ["ImportDeclaration", "ImportExpression", "ExportNamedDeclaration", "ExportAllDeclaration"];
    return Object.fromEntries(kinds.map((kind) => [kind, check]));
  },
};
