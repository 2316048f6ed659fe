"use strict";
// Goes into cdktf/lib/tfExpression.js without its ends: that file requires the same, and exports what it did.
const token_1 = require("../tokens/token");

/** Part of the markers of string, list and map tokens alike: a text without it contains none of them. */
const tokenMarker = "{TfToken[";
/** Numbers that stand for tokens are doubles of about -1e289 (lists) and -1e298. */
const highestTokenNumber = -1e200;

/** True for what resolves to something whatever is in it: texts, numbers and booleans that are no tokens, and plain data. */
function isSurelyKept(value) {
  switch (typeof value) {
    case "string":
      return !value.includes(tokenMarker);
    case "number":
      return value > highestTokenNumber;
    case "boolean":
      return true;
    default:
      return isPlainList(value) || isPlainObject(value);
  }
}

/** True for a list that stays a list of as many elements: none of them stands for a list, or for nothing. */
function isPlainList(value) {
  if (!Array.isArray(value)) return false;
  for (const item of value) if (!isSurelyKept(item)) return false;
  return true;
}

/** True for an object that stays one, with keys that stay what they are. What is under them is not looked at. */
function isPlainObject(value) {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  if (token_1.Tokenization.isResolvable(value) || (value._children !== undefined && value._metadata !== undefined)) return false;
  return Object.keys(value).every((key) => !key.includes(tokenMarker) && !/[-|\d.+]e[-|\d.eE+]/.test(key));
}

/** True if a member is still there when it is resolved. */
function isKept(context, value) {
  return isSurelyKept(value) || context.resolve(value) !== undefined;
}

module.exports = { isPlainList, isPlainObject, isKept };
