// Reads Bicep files with tree-sitter and says what stands in them, as JSON: for each file its parameters, variables,
// resources, modules and outputs. A value that is no literal is its source text behind "=".
//
//   node judges/bicep.cjs <file>...

const { readFileSync } = require("node:fs");
const Parser = require("tree-sitter");
const Bicep = require("tree-sitter-bicep");

const parser = new Parser();
parser.setLanguage(Bicep);

const named = (node, ...types) => node.namedChildren.filter(({ type }) => types.includes(type));

/** A resource within a resource stands among its properties. */
const isResource = (property) => property.namedChildren[0]?.type === "resource_declaration";

/** A literal as what it is, anything else as its text. */
function valueOf(node) {
  switch (node.type) {
    case "string":
      return node.namedChildren.some(({ type }) => type === "interpolation")
        ? `=${node.text}`
        : node.text.slice(1, -1).replaceAll("\\'", "'").replaceAll("\\\\", "\\");
    case "number":
      return Number(node.text);
    case "boolean":
      return node.text === "true";
    case "null":
      return null;
    case "object":
      return Object.fromEntries(named(node, "object_property").filter((property) => !isResource(property)).map((property) => {
        const [key, value] = [property.namedChildren[0], property.namedChildren.at(-1)];
        return [key.type === "string" ? valueOf(key) : key.text, valueOf(value)];
      }));
    case "array":
      return node.namedChildren.filter(({ type }) => type !== "comment").map(valueOf);
    default:
      return `=${node.text}`;
  }
}

/** The objects of a `for` or an `if` too. */
function bodyOf(node) {
  const found = node.namedChildren.find(({ type }) => ["object", "for_statement", "if_statement"].includes(type));
  return found === undefined ? {} : found.type === "object" ? valueOf(found) : bodyOf(found);
}

function mistakes(node) {
  const here = node.isError || node.isMissing ? [`${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`] : [];
  return [...here, ...node.children.flatMap(mistakes)];
}

function read(file) {
  const source = readFileSync(file, "utf8");
  const root = parser.parse((index) => source.slice(index, index + 4096)).rootNode;
  const result = { mistakes: mistakes(root), parameters: {}, variables: {}, resources: {}, modules: {}, outputs: {} };
  visit(root, null, result);
  return result;
}

function visit(node, parent, result) {
  let decorators = "";
  for (const child of node.namedChildren) {
    const name = child.namedChildren[0]?.text ?? "";
    if (child.type === "decorators") {
      decorators = child.text;
      continue;
    }

    if (child.type === "parameter_declaration") {
      const description = /@description\('((?:[^'\\]|\\.)*)'\)/.exec(decorators)?.[1] ?? null;
      const isSecure = decorators.includes("@secure");
      const hasDefault = child.text.includes("=") && child.namedChildren.length > 2;
      result.parameters[name] = { description, isSecure, hasDefault };
    } else if (child.type === "variable_declaration") {
      result.variables[name] = valueOf(child.namedChildren.at(-1));
    } else if (child.type === "output_declaration") {
      result.outputs[name] = child.namedChildren.at(-1).text;
    } else if (child.type === "resource_declaration") {
      const type = valueOf(named(child, "string")[0]);
      const body = bodyOf(child);
      result.resources[parent === null ? name : `${parent}::${name}`] = {
        type, body, isExisting: / existing =/.test(child.text.slice(0, child.text.indexOf("{"))), text: child.text,
      };
      visitNested(child, parent === null ? name : `${parent}::${name}`, result);
    } else if (child.type === "module_declaration") {
      result.modules[name] = { path: valueOf(named(child, "string")[0]), body: bodyOf(child) };
    }

    decorators = "";
  }
}

/** The resources within a resource. */
function visitNested(node, parent, result) {
  for (const child of node.namedChildren) {
    if (["for_statement", "if_statement"].includes(child.type)) {
      visitNested(child, parent, result);
    } else if (child.type === "object") {
      named(child, "object_property").filter(isResource).forEach((property) => visit(property, parent, result));
    }
  }
}

console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((file) => [file, read(file)]))));
