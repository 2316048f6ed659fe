import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Lint is kept for what hurts at run time, and each message says what to do instead. Layout and taste are judgement:
 * see CONTRIBUTING.md. Rules look at syntax alone, but for promises that nobody waits for, which only types show.
 */

const typescript = ["**/*.ts", "**/*.mts", "**/*.cts"];
const moduleSources = ["modules/*/src/**/*.ts"];
const stackSources = ["stacks/**/*.ts"];
const tests = ["**/__tests__/**"];

/** Rules of one name replace each other, so each part of the tree is given a whole list. */
const restrictSyntax = (...lists) => ["error", ...lists.flat()];

const casts = [
  {
    selector: "TSAsExpression:not(:has(> TSTypeReference[typeName.name='const']))",
    message: "a cast hides what is wrong: narrow the value, or say its type where it is made (only `as const` is fine)",
  },
  {
    selector: "TSTypeAssertion",
    message: "a cast hides what is wrong: narrow the value, or say its type where it is made (only `as const` is fine)",
  },
  {
    selector: "TSNonNullExpression",
    message: "`!` hides a missing value: handle undefined, with `??` or an early return",
  },
  {
    selector: "BinaryExpression[operator='instanceof'][right.name='InvalidPropsError']",
    message: "another copy of the package has a class of its own: use InvalidPropsError.isInvalidPropsError(error)",
  },
  {
    selector: "CallExpression[callee.name='require'][arguments.0.value=/^(@cdktf\\u002Fprovider-[a-z]+|provider-aws-6)$/]",
    message: "a provider's index costs seconds and half a gigabyte in every process: take it from /lib/<resource>",
  },
];

const hiddenTests = [
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name='only']",
    message: "a focused test hides all others: take `.only` away",
  },
  {
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|todo)$/]",
    message: "a skipped test passes whatever is broken: mend it, or delete it",
  },
  {
    selector: "CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit|xtest)$/]",
    message: "a focused test hides all others, a skipped one passes whatever is broken: call describe or test",
  },
];

const handWritten = [
  {
    selector: ":matches(Literal[value=/arn:aws:/], TemplateElement[value.raw=/arn:aws:/])",
    message: "an ARN of the partition `aws` is wrong in China and GovCloud: take the resource's own arn, or the partition from regionFacts",
  },
  {
    selector: ":matches(Literal[value=/\\$\\{/], TemplateElement[value.raw=/\\\\\\$\\{|\\$\\\\\\{/])",
    message: "Terraform code in text is not seen by cdktf: use the attribute itself, Fn, or propertyAccess",
  },
];

const impure = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "a random value changes the infrastructure at every synth: derive it from a stable key",
  },
  {
    selector: "TryStatement",
    message: "nothing under modules/ catches: the error must reach the run, which reports all of them at once",
  },
  {
    selector: "MetaProperty",
    message: "a module knows nothing of files: take what it needs as a prop",
  },
];

const outside = "a module gives the same for the same props: take it as a prop";
const clock = "a clock changes the infrastructure at every synth: take the time as a prop";

const providerIndex = {
  regex: "^(@cdktf/provider-[a-z]+|provider-aws-6)$",
  message: "a provider's index costs seconds and half a gigabyte in every process: import from /lib/<resource>",
};
const stockTesting = {
  name: "cdktf",
  importNames: ["Testing"],
  message: "Testing.synth neither prepares stacks nor runs validations: use synth from @terrace/testkit",
};
const insides = {
  regex: "^@terrace/[^/]+/",
  message: "a package's insides may change in a patch: import what its index exports",
};
/** What any place but a module's sources may import. */
const importsAnywhere = { paths: [stockTesting], patterns: [providerIndex, insides] };

const importsOfModules = {
  paths: [stockTesting],
  patterns: [
    providerIndex,
    insides,
    {
      regex: "^@terrace/(?!core$)[^/]+$",
      message: "a module imports no other module but core, so that each releases alone: they meet through references in core",
    },
    {
      regex: "^(\\.\\./){2,}",
      message: "a module imports no other module but core, so that each releases alone: they meet through references in core",
    },
    {
      group: ["node:net"],
      allowImportNames: ["isIP", "isIPv4", "isIPv6"],
      message: "a module asks nobody: of node:net, only what looks at text may be used",
    },
    {
      regex: "^(node:(?!net$)|(fs|path|os|crypto|net|dns|http|https|tls|dgram|child_process|worker_threads|timers|perf_hooks)(/|$))",
      message: "a module reads no file, clock or network: take what it needs as a prop",
    },
    {
      regex: "^(?!\\.{1,2}/|node:|(fs|path|os|crypto|net|dns|http|https|tls|dgram|child_process|worker_threads|timers|perf_hooks)(/|$)|@terrace/|provider-aws-6$|cdktf$|constructs$|@cdktf/provider-[a-z]+($|/lib/|/package\\.json$))",
      message: "a module imports cdktf, constructs and @cdktf/provider-*/lib/<resource> only, so that moving to another CDK stays a rename",
    },
  ],
};

const noUnusedVars = ["error", { argsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_", ignoreRestSiblings: true }];

const nodeGlobals = [
  "Buffer", "URL", "clearInterval", "clearTimeout", "console", "fetch", "performance", "process", "setImmediate",
  "setInterval", "setTimeout", "structuredClone",
];

export default defineConfig(
  { ignores: ["**/node_modules/", "**/dist/", "cdktf.out/", "coverage/", "**/.cache/", "**/.terraform/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, "readonly"])) },
    rules: {
      eqeqeq: "error",
      "no-restricted-imports": ["error", importsAnywhere],
      "no-restricted-syntax": restrictSyntax(casts),
      "no-unused-vars": noUnusedVars,
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { sourceType: "commonjs", globals: { __dirname: "readonly", __filename: "readonly" } },
  },
  {
    files: typescript,
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "no-undef": "off",
      "no-unused-vars": "off",
      "@typescript-eslint/no-unused-vars": noUnusedVars,
      // Said by the list of restricted syntax, with what to do instead.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", prefer: "type-imports" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
    },
  },
  { files: tests, rules: { "no-restricted-syntax": restrictSyntax(casts, hiddenTests) } },
  {
    files: stackSources,
    rules: {
      "no-restricted-globals": ["error", { name: "process", message: "only main.ts reads the environment of the process: pass it on" }],
      "no-restricted-syntax": restrictSyntax(casts, handWritten),
    },
  },
  { files: ["stacks/environments/*.ts"], rules: { "no-restricted-syntax": restrictSyntax(casts) } },
  {
    files: moduleSources,
    rules: {
      "no-restricted-imports": ["error", importsOfModules],
      "no-restricted-globals": [
        "error",
        ...["process", "console", "fetch", "crypto", "setTimeout", "setInterval", "setImmediate"].map((name) => ({ name, message: outside })),
        ...["Date", "performance"].map((name) => ({ name, message: clock })),
      ],
      "no-restricted-syntax": restrictSyntax(casts, handWritten, impure),
    },
  },
);
