"use strict";
/**
 * Replaces `resolve` of cdktf/lib/tokens/private/resolve.js.
 *
 * cdktf resolves every element twice and the merged stack once more, and for each key and each value of that plain data
 * it makes contexts, closures, copies of its options and of the path, and runs three regular expressions. Here plain
 * data is walked with one shared path and no context. A context is made only where a token is found, and from there on
 * cdktf's own resolver decides, as it does in the original.
 *
 * Equality is proven by two tests: in `fast-synth.test.ts` an app with every form of token is written byte for byte as
 * stock cdktf writes it; in `resolve.test.ts` both functions get the same random data, tokens and mistakes among it.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.RememberingTokenResolver = void 0;
exports.resolve = resolve;
exports.findTokens = findTokens;
const resolvable_1 = require("../resolvable");
const encoding_1 = require("./encoding");
const token_map_1 = require("./token-map");
const token_1 = require("../token");
const errors_1 = require("../../errors");

const tokenMap = token_map_1.TokenMap.instance();
const maxDepth = 200;

/** Part of the markers of string, list and map tokens alike: a text without it contains none of them. */
const tokenMarker = "{TfToken[";

/** Matches exactly where cdktf's search for a number token within a string matches, without collecting the digits. */
const exponent = /[-|\d.+]e[-|\d.eE+]/;

/** Numbers that stand for tokens are doubles of about -1e289 (lists) and -1e298. */
const highestTokenNumber = -1e200;

/**
 * Replaces the tokens in `value` by what they stand for, and leaves out what is undefined.
 *
 * `options.prefix` is the path of `value`, for error messages.
 */
function resolve(value, options) {
  return walk(value, options, options.prefix ? options.prefix.slice() : []);
}

/** `path` leads to `value`; it is shared by the whole walk, so that whoever keeps it has to copy it. */
function walk(value, options, path) {
  if (path.length > maxDepth) throw (0, errors_1.unableToResolveCircularReference)(pathName(path));
  switch (typeof value) {
    case "string":
      return isPlainString(value) ? value : resolveString(value, options, path);
    case "number":
      return resolveNumber(value, options, path);
    case "function":
      throw (0, errors_1.cannotResolveFunction)(pathName(path), value);
    case "object":
      if (value === null || value instanceof Date) return value;
      return Array.isArray(value) ? resolveArray(value, options, path) : resolveObject(value, options, path);
    default:
      return value;
  }
}

function isPlainString(value) {
  return (
    !value.includes(tokenMarker) &&
    !exponent.test(value) &&
    value !== token_1.Token.STRING_MAP_TOKEN_VALUE &&
    value !== token_1.Token.ANY_MAP_TOKEN_VALUE
  );
}

function resolveString(value, options, path) {
  if (encoding_1.TokenString.forListToken(value).test()) {
    throw (0, errors_1.encodedListTokenInScalarStringContext)();
  }
  if (value === token_1.Token.STRING_MAP_TOKEN_VALUE || value === token_1.Token.ANY_MAP_TOKEN_VALUE) {
    throw (0, errors_1.encodedMapTokenInScalarStringContext)();
  }
  let resolved = value;
  const previous = options.previousContext;
  const withTokens = encoding_1.TokenString.forString(resolved, !previous?.ignoreEscapes, previous?.warnEscapes);
  if (withTokens.test()) {
    resolved = options.resolver.resolveString(withTokens.split(lookupToken), makeContext(options, path));
  }
  if (exponent.test(resolved)) {
    const fragments = encoding_1.TokenString.forNumbers(resolved).split(lookupNumberToken);
    resolved = fragments.mapTokens(makeContext(options, path)).join(new resolvable_1.StringConcat());
  }
  return resolved;
}

function lookupToken(key) {
  return tokenMap.lookupToken(key);
}

function lookupNumberToken(number) {
  return tokenMap.lookupNumberToken(parseFloat(number));
}

function resolveNumber(value, options, path) {
  if (value === token_1.Token.NUMBER_MAP_TOKEN_VALUE) throw (0, errors_1.encodedMapTokenInScalarNumberContext)();
  if (!(value < highestTokenNumber)) return value;
  const token = tokenMap.lookupNumberToken(value);
  return token === undefined ? value : makeContext(options, path).resolve(token);
}

function resolveArray(value, options, path) {
  if (value.some(mayStandForList)) {
    if ((0, encoding_1.containsStringListTokenElement)(value)) {
      return options.resolver.resolveList(value, makeContext(options, path));
    }
    if ((0, encoding_1.containsNumberListTokenElement)(value)) {
      return options.resolver.resolveNumberList(value, makeContext(options, path));
    }
  }
  const result = [];
  value.forEach((element, index) => {
    path.push(`${index}`);
    const resolved = walk(element, options, path);
    path.pop();
    if (resolved !== undefined) result.push(resolved);
  });
  return result;
}

function mayStandForList(element) {
  if (typeof element === "string") return element.includes(tokenMarker);
  return typeof element === "number" && element < highestTokenNumber;
}

function resolveObject(value, options, path) {
  const keys = Object.keys(value);
  const plainKeys = keys.every(isPlainString);
  if (!plainKeys && (0, encoding_1.containsMapToken)(value)) {
    return options.resolver.resolveMap(value, makeContext(options, path));
  }
  if (token_1.Tokenization.isResolvable(value)) {
    return options.resolver.resolveToken(value, ...makeContextAndPostProcessor(options, path));
  }
  if (isConstruct(value)) throw (0, errors_1.constructsCannotBeResolved)(pathName(path));
  const result = {};
  for (const key of keys) {
    const resolvedKey = plainKeys || isPlainString(key) ? key : resolveKey(key, options, path);
    path.push(key);
    const resolved = walk(value[key], options, path);
    path.pop();
    if (resolved !== undefined) result[resolvedKey] = resolved;
  }
  return result;
}

function resolveKey(key, options, path) {
  const resolved = makeContext(options, path).resolve(key);
  if (typeof resolved !== "string") throw (0, errors_1.mapKeyMustResolveToString)(pathName(path), key, resolved);
  return resolved;
}

/**
 * What a token sees and may change while it is resolved; each token gets its own, so that no change leaks.
 *
 * Tokens are handed its functions and may pass them on alone, so none of them needs `this`.
 */
function makeContext(options, path) {
  return makeContextAndPostProcessor(options, path)[0];
}

function makeContextAndPostProcessor(options, path) {
  const previous = options.previousContext;
  const prefix = path.slice();
  let registered;
  const context = {
    preparing: options.preparing,
    scope: options.scope,
    suppressBraces: previous?.suppressBraces,
    ignoreEscapes: previous?.ignoreEscapes,
    warnEscapes: previous?.warnEscapes,
    iteratorContext: previous?.iteratorContext,
    registerPostProcessor(postProcessor) {
      registered = postProcessor;
    },
    resolve: (value) => resolve(value, { ...options, prefix, previousContext: context }),
  };
  const postProcessor = {
    postProcess: (value) => (registered ? registered.postProcess(value, context) : value),
  };
  return [context, postProcessor];
}

/** Best-effort protection against a construct where data was meant: the walk would go round its tree for ever. */
function isConstruct(value) {
  return value._children !== undefined && value._metadata !== undefined;
}

function pathName(path) {
  return `/${path.join("/")}`;
}

/** All tokens that are used in what `produce` returns. */
function findTokens(scope, produce) {
  const resolver = new RememberingTokenResolver(new resolvable_1.StringConcat());
  resolve(produce(), { scope, prefix: [], resolver, preparing: true });
  return resolver.tokens;
}

class RememberingTokenResolver extends resolvable_1.DefaultTokenResolver {
  tokensSeen = new Set();

  resolveToken(token, context, postProcessor) {
    this.tokensSeen.add(token);
    return super.resolveToken(token, context, postProcessor);
  }

  get tokens() {
    return [...this.tokensSeen];
  }
}
exports.RememberingTokenResolver = RememberingTokenResolver;
