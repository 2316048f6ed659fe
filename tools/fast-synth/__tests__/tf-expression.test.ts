import fs from "node:fs";
import { App, DefaultTokenResolver, Fn, type IResolvable, Lazy, StringConcat, TerraformStack, Token, ref } from "cdktf";
import fc from "fast-check";
import { replace } from "../replaced-files.cjs";
import { copyOf, temporaryFolder } from "./copy-of";

interface ExpressionModule {
  call(name: string, args: readonly unknown[]): IResolvable;
}

interface ResolveModule {
  resolve(value: unknown, options: { readonly scope: TerraformStack; readonly resolver: DefaultTokenResolver; readonly preparing: boolean }): unknown;
}

const folder = temporaryFolder();
const original = "node_modules/cdktf/lib/tfExpression.js";
const replaced = `${folder}/tfExpression.js`;
fs.writeFileSync(replaced, replace(`${process.cwd()}/${original}`, fs.readFileSync(original, "utf8")));
const from = { neighbours: "node_modules/cdktf/lib", packages: "node_modules" };
const stock = copyOf<ExpressionModule>(original, from, folder);
const fast = copyOf<ExpressionModule>(replaced, from, folder);
const { resolve } = jest.requireActual<ResolveModule>("cdktf/lib/tokens/private/resolve.js");
const stack = new TerraformStack(new App({ outdir: folder }), "stack");

beforeAll(() => jest.spyOn(console, "error").mockReturnValue());
afterAll(() => fs.rmSync(folder, { recursive: true }));

const refused = Symbol("refused");

/** What a call of `jsonencode` becomes; `refused` where it becomes nothing. */
function written({ call }: ExpressionModule, data: unknown): unknown {
  try {
    return resolve(call("jsonencode", [data]), { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
  } catch {
    // The way to a mistake, and which of two comes first, are other than in stock cdktf; that it is refused is not.
    return refused;
  }
}

const reference = ref("aws_vpc.main.id", stack);
const nothing = Lazy.anyValue({ produce: () => undefined });
const texts = fc.constantFrom("", "a", '"quoted"', "x${y}", "1e5", Token.asString(reference), `arn:${Token.asString(reference)}/*`, Token.asString(nothing));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    texts,
    fc.string({ maxLength: 4 }),
    fc.double({ noNaN: true }),
    fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      reference,
      nothing,
      Token.asNumber(reference),
      Token.asList(reference),
      Token.asStringMap(reference),
      Lazy.listValue({ produce: () => [] }, { omitEmpty: true }),
      Fn.jsonencode({ inner: [Token.asString(reference)] }),
      { toString: 1, resolve: 2 },
      new Array(2),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(texts, fc.string({ maxLength: 3 })), tie("value"), { maxKeys: 4 }),
  ),
}));

test("arguments of functions come out as from stock cdktf", () => {
  fc.assert(
    fc.property(value, (data) => expect(written(fast, data)).toStrictEqual(written(stock, data))),
    { numRuns: 3000 },
  );
});

test("a policy that is five levels deep is resolved once, not ten times", () => {
  let count = 0;
  const counted = Lazy.stringValue({ produce: () => `value-${(count += 1)}` });
  written(fast, { a: { b: [{ c: { d: `${counted}!` } }] } });
  const once = count;
  count = 0;
  written(stock, { a: { b: [{ c: { d: `${counted}!` } }] } });
  expect(count).toBeGreaterThan(3 * once);
});
