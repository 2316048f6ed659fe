import fs from "node:fs";
import { App, DefaultTokenResolver, Fn, type IResolvable, type IResolveContext, Lazy, StringConcat, TerraformStack, Token, ref } from "cdktf";
import fc from "fast-check";
import { copyOf, temporaryFolder } from "./copy-of";

interface ResolveOptions {
  readonly scope: TerraformStack;
  readonly resolver: DefaultTokenResolver;
  readonly preparing: boolean;
  readonly prefix?: readonly string[];
}

interface ResolveModule {
  resolve(value: unknown, options: ResolveOptions): unknown;
  findTokens(scope: TerraformStack, produce: () => unknown): IResolvable[];
}

const folder = temporaryFolder();
const originals = { neighbours: "node_modules/cdktf/lib/tokens/private", packages: "node_modules" };
// Both share the other files of cdktf, and so the tokens.
const stock = copyOf<ResolveModule>("node_modules/cdktf/lib/tokens/private/resolve.js", originals, folder);
const fast = copyOf<ResolveModule>("tools/fast-synth/replacements/resolve.cjs", originals, folder);
const stack = new TerraformStack(new App({ outdir: folder }), "stack");

afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What `resolve` returns or throws, and what the tokens have seen of their context meanwhile. */
function outcome({ resolve }: ResolveModule, value: unknown, options: Partial<ResolveOptions> = {}) {
  seen.length = 0;
  try {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const resolved = resolve(value, { scope: stack, resolver, preparing: false, ...options });
    return { resolved, asText: JSON.stringify(resolved), seen: [...seen] };
  } catch (error) {
    return { error: error instanceof Error ? error.message : error, seen: [...seen] };
  }
}

const seen: unknown[] = [];

const spy: IResolvable = {
  creationStack: [],
  resolve({ preparing, suppressBraces, ignoreEscapes, warnEscapes, iteratorContext }: IResolveContext) {
    seen.push({ preparing, suppressBraces, ignoreEscapes, warnEscapes, iteratorContext });
    return { "spied ${x}": ["${x}", 1, undefined] };
  },
  toString: () => Token.asString(spy),
};

const postProcessed: IResolvable = {
  creationStack: ["somewhere"],
  resolve(context: IResolveContext) {
    context.registerPostProcessor({ postProcess: (value) => ({ processed: value }) });
    return ["a", { b: spy }];
  },
  toString: () => Token.asString(postProcessed),
};

const failing = Lazy.anyValue({
  produce: () => {
    throw new Error("a producer failed");
  },
});

const reference = ref("aws_vpc.main.id", stack);
const texts = [
  Token.asString(reference),
  Token.asString(spy),
  Token.asString(Fn.join("-", [Token.asString(reference), '"quoted" ${x}'])),
  `${Token.asNumber(reference)}`,
  Token.asList(reference)[0] ?? "",
  Object.keys(Token.asStringMap(reference))[0] ?? "",
  Token.STRING_MAP_TOKEN_VALUE,
  Token.ANY_MAP_TOKEN_VALUE,
  ..."${TfToken[ ${TfToken[TOKEN.99999999]} #{TfToken[x]} ${x} } $${ 1e5 -e- e5 1e a.e|1 Resource 0".split(" "),
];
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(...texts),
  fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom(...texts)), { maxLength: 4 }).map((parts) => parts.join("")),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.double(),
    fc.constantFrom<unknown>(null, undefined, true, false, 1n, new Date(0), spy, postProcessed, reference, Token.nullValue()),
    fc.constantFrom<unknown>(
      Token.asNumber(reference),
      Token.asList(spy),
      Token.asNumberList(reference),
      Token.asAnyMap(postProcessed),
      Token.NUMBER_MAP_TOKEN_VALUE,
      Lazy.listValue({ produce: () => [] }, { omitEmpty: true }),
    ),
    fc.constantFrom<unknown>(() => 1, failing, stack, new Array(3), { _children: {}, _metadata: [] }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
}));

test("random data, tokens in it and mistakes in it come out as from stock cdktf", () => {
  fc.assert(
    fc.property(value, fc.boolean(), (data, preparing) => {
      expect(outcome(fast, withoutBigInts(data), { preparing })).toStrictEqual(outcome(stock, withoutBigInts(data), { preparing }));
    }),
    { numRuns: 2000 },
  );
});

/** JSON has no big integers, and `outcome` is compared as JSON too, for the order of the keys. */
function withoutBigInts(data: unknown) {
  return typeof data === "bigint" ? Number(data) : data;
}

test.each<[string, unknown]>([
  ["a function", { a: [{ b: () => 1 }] }],
  ["a construct", { a: { b: { _children: {}, _metadata: [] } } }],
  ["a key that becomes a list", { a: { [Token.asString(Token.asAny([1]))]: 1 } }],
  ["an element beside a list token", { a: [...Token.asList(reference), "b"] }],
  ["a text around a list token", { a: [`x${Token.asList(reference)[0]}`] }],
  ["a key beside a map token", { ...Token.asStringMap(reference), b: "c" }],
  ["a token that fails", { a: [failing] }],
  ["data within itself", circular()],
])("the error about %s is the one of stock cdktf", (_, mistake) => {
  const { error } = outcome(stock, mistake, { prefix: ["from", "here"] });
  expect(error).toEqual(expect.any(String));
  expect(outcome(fast, mistake, { prefix: ["from", "here"] })).toEqual({ error, seen: [] });
});

function circular() {
  const inner: { readonly list: unknown[] } = { list: [undefined] };
  inner.list.push(inner);
  return inner;
}

test("tokens are found as by stock cdktf", () => {
  const data = () => ({ a: [Token.asString(reference), postProcessed], b: { c: Token.asList(spy) } });
  expect(fast.findTokens(stack, data)).toEqual(stock.findTokens(stack, data));
  expect(fast.findTokens(stack, data)).toHaveLength(3);
});
