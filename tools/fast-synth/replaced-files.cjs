"use strict";
/**
 * The files of cdktf that are replaced in Terrace's bundles and tests, and how.
 *
 * cdktf is archived, so its files will not change; and if a file is another one after all, or another cdktf is
 * installed, `replace` refuses: a replacement is proven equal to the one file that its hash names, and to no other.
 */
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const cdktfVersion = "0.21.0";

/** Path within the package of cdktf: the hash of the original, and what makes the replacement out of it. */
const replacedFiles = {
  "lib/tokens/private/stack-trace.js": {
    sha256: "48139050d4e88e62c8dfa7a50c5e829b99d655e0255de563c25abae59162e353",
    replacement: () => contentsOf("stack-trace.cjs"),
  },
  "lib/tokens/private/resolve.js": {
    sha256: "08c4dba33a40b05fd4f4c1957bd4102695c1b30df595bbb1ad1fb95fdc4a0382",
    replacement: () => contentsOf("resolve.cjs"),
  },
  "node_modules/json-stable-stringify/index.js": {
    sha256: "53e378723c97a3bd67d6e3d2ae586056a7a884dd01b88a62ea5e0f2bbf5bf56f",
    replacement: () => contentsOf("json-stable-stringify.cjs"),
  },
  // archiver and its two hundred files take more time to load than all the rest of cdktf, and only a zipped
  // TerraformAsset needs them. cdktf zips in a second process that runs this same file; within a bundle there is no
  // such file, so the second process is given the original, and only there archiver is loaded.
  "lib/private/fs.js": {
    sha256: "3fb8a5949aac34b84430ab6bd18206360bc399d8e1b89a8266e9083f0abd6d53",
    replacement: (original) => {
      const zipping = between(original, "/**\n *\n * @param src", "// eslint-disable-next-line jsdoc/require-jsdoc\nfunction hashPath");
      return edit(original, [
        ['const archiver = require("archiver");\n', ""],
        [zipping, ""],
        ["node ${__filename} ", 'node ${require.resolve("cdktf/lib/private/fs.js")} '],
      ]);
    },
  },
  // semver is forty files, needed by stacks that move or import resources.
  "lib/validations/validate-binary-version.js": {
    sha256: "bc00400e8f097a1262908868dbea31805bce2006b16a1e7fef5062a2641284e6",
    replacement: (original) =>
      edit(original, [
        ['const semver = require("semver");\n', ""],
        ["semver.satisfies(", 'require("semver").satisfies('],
      ]),
  },
  // The names of arguments are put into snake case for every resource, each time with three regular expressions.
  "lib/util.js": {
    sha256: "0c07080443f1370efda3a4cb9781187b163ee4d930b04f93d08436dfd5243f02",
    replacement: (original) =>
      edit(original, [
        [
          "function snakeCase(str) {\n",
          `const snakeCased = new Map();
function snakeCase(str) {
    if (!snakeCased.has(str))
        snakeCased.set(str, toSnakeCase(str));
    return snakeCased.get(str);
}
function toSnakeCase(str) {
`,
        ],
      ]),
  },
  // Arguments of Terraform's functions, such as the policy in `jsonencode`: the original resolves a copy of each object
  // and each list, twice, for no more than its keys, and then the same for everything in it. Plain data says its keys by
  // itself. What can tell them only when it is resolved is left to the original. Warnings about escapes come once for each
  // text then, and errors about what is within an argument name the way to the argument, not through it.
  "lib/tfExpression.js": {
    sha256: "f2d91f5ec82388cfe1bcfc92fc16cc1f7175559c555c7fe0ccb79ecef4dd11e2",
    replacement: (original) =>
      edit(original, [
        ["// eslint-disable-next-line jsdoc/require-jsdoc\nclass TFExpression", `${between(contentsOf("plain-data.cjs"), "/** Part of", "module.exports")}class TFExpression`],
        [
          "resolveExpressionPart(context, arg) {\n",
          `resolveExpressionPart(context, arg) {
        if (isPlainList(arg))
            return \`[\${arg.map((item) => this.resolveArg(context, item)).join(", ")}]\`;
        if (isPlainObject(arg)) {
            const kept = Object.keys(arg).filter((key) => isKept(context, arg[key]));
            return \`{\${kept.map((key) => \`"\${key}" = \${this.resolveArg(context, arg[key])}\`).join(", ")}}\`;
        }
`,
        ],
        [
          'const resolvedArg = context.resolve(arg);\n        if (typeof arg === "string") {\n',
          'if (typeof arg === "string") {\n            const resolvedArg = context.resolve(arg);\n',
        ],
      ]),
  },
  // The original walks every path between two stacks: with thirty stacks that all depend on the ones before, that is
  // twenty seconds for one `addDependency`. Every stack is visited once here; the answer is the same.
  "lib/terraform-stack.js": {
    sha256: "cb4d04ed1dd586e9cf395b2f903453bea35e8a13b4f9c5872c1049d090e00bc2",
    replacement: (original) =>
      edit(original, [
        ["dependsOn(stack) {", "dependsOn(stack, seen = new Set()) {"],
        ["some((d) => d.dependsOn(stack))", "some((d) => !seen.has(d) && d.dependsOn(stack, seen.add(d)))"],
      ]),
  },
};

/** Matches the paths of the replaced files, for tools that want a pattern. */
const replacedPaths = new RegExp(
  `[/\\\\]node_modules[/\\\\]cdktf[/\\\\](${Object.keys(replacedFiles)
    .map((file) => file.replace(/\./g, "\\.").replace(/\//g, "[/\\\\]"))
    .join("|")})$`,
);

/**
 * What stands in for the file at `filename`, one of `replacedPaths`, whose text is `original`.
 *
 * @throws Error if the file belongs to another version of cdktf, or has been changed
 */
function replace(filename, original) {
  const inPackage = filename.match(replacedPaths)[1].replaceAll("\\", "/");
  const packageFolder = filename.slice(0, -inPackage.length);
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  if (version !== cdktfVersion) {
    throw new Error(`fast-synth replaces files of cdktf ${cdktfVersion}, and cdktf ${version} is installed in ${packageFolder}
    expected: cdktf ${cdktfVersion}, or replacements that are proven for ${version}`);
  }
  const { sha256, replacement } = replacedFiles[inPackage];
  const found = crypto.createHash("sha256").update(original).digest("hex");
  if (found !== sha256) {
    throw new Error(`fast-synth does not know this text of cdktf/${inPackage}: its sha256 is ${found}
    expected: ${sha256}, the file as published in cdktf ${cdktfVersion}; npm ci restores it`);
  }
  return replacement(original);
}

function contentsOf(replacement) {
  return fs.readFileSync(path.join("tools/fast-synth/replacements", replacement), "utf8");
}

/** The part of `text` from `start` up to `end`. */
function between(text, start, end) {
  return text.slice(text.indexOf(start), text.indexOf(end));
}

/** Makes every edit, and drops the source map, which would be wrong afterwards. */
function edit(original, edits) {
  return edits
    .reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`fast-synth has an edit for a text that is not there: ${from}`);
      return text.replace(from, () => to);
    }, original)
    .replace(/\n\/\/# sourceMappingURL=.*/, "");
}

module.exports = { replace, replacedPaths };
