"use strict";
/**
 * Replaces json-stable-stringify, the copy inside cdktf, by as much of it as cdktf uses: `stringify(value, { space })`.
 *
 * The original calls every method of an array through wrappers, and those cost thirty modules at start. It cannot be
 * JSON.stringify on a sorted copy: JavaScript puts keys that look like numbers first, the original sorts them as text.
 *
 * Equality is proven on whole stacks in `fast-synth.test.ts`, and on random data in `json-stable-stringify.test.ts`.
 */
module.exports = function stringify(value, options = {}) {
  for (const option of Object.keys(options)) {
    if (option !== "space") throw new TypeError(`json-stable-stringify: option "${option}" is not supported here`);
  }
  const { space = "" } = options;
  return write(value, typeof space === "number" ? " ".repeat(space) : space, space ? "\n" : "", []);
};

/** `newline` is a line break and the indent of `value`; `parents` are the objects that it is in. */
function write(value, space, newline, parents) {
  if (typeof value?.toJSON === "function") value = value.toJSON();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = newline + space;
  if (Array.isArray(value)) {
    const elements = [];
    for (let index = 0; index < value.length; index += 1) {
      elements.push(inner + (write(value[index], space, inner, parents) ?? "null"));
    }
    return `[${elements.join(",")}${newline}]`;
  }
  if (parents.includes(value)) throw new TypeError("Converting circular structure to JSON");
  parents.push(value);
  const members = [];
  for (const key of Object.keys(value).sort()) {
    const member = write(value[key], space, inner, parents);
    if (member !== undefined) members.push(`${inner}${JSON.stringify(key)}${space ? ": " : ":"}${member}`);
  }
  parents.pop();
  return `{${members.join(",")}${newline}}`;
}
