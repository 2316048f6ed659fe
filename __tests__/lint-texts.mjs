/**
 * Lints the texts that it is given as JSON, by the path at which each would stand, and writes the messages as JSON.
 *
 * A process of its own, because jest does not load a configuration that is an ECMAScript module. The rules that need
 * types are left out: no program has a file at these paths.
 */
import { ESLint } from "eslint";
import { text } from "node:stream/consumers";

const typed = ["no-floating-promises", "no-misused-promises", "await-thenable"];
const eslint = new ESLint({
  overrideConfig: {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: false } },
    rules: Object.fromEntries(typed.map((name) => [`@typescript-eslint/${name}`, "off"])),
  },
});
const messages = [];
for (const [filePath, source] of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(source, { filePath });
  messages.push(result.messages.map(({ message }) => message));
}
process.stdout.write(JSON.stringify(messages));
