/** What stands between a page's markers, by the words of the marker. */
export interface Generated {
  /** Text for `<!-- generated: <what> -->`, or undefined where nothing is known by that name. */
  generate(what: string): string | undefined;
  /** Text of a file that `<!-- example: <path> -->` names, or undefined where there is none. */
  readExample(path: string): string | undefined;
}

/**
 * A page with everything between its markers made anew.
 *
 * `<!-- generated: inputs -->` reaches to `<!-- end -->`; `<!-- example: <path> -->` to the end of the fence below it. Markers
 * inside of fences are only shown.
 *
 * @throws Error for a marker without an end, or one that names something unknown
 */
export function fillMarkers(page: string, { generate, readExample }: Generated): string {
  return page.replace(anyPart, (found, what: string | undefined, path: string | undefined) => {
    if (what !== undefined) return generatedPart(what, found, generate(what));
    return path === undefined ? found : examplePart(path, readExample(path));
  });
}

const fence = /^```[^\n]*\n[\s\S]*?^```$/;
const generatedMarker = /<!-- generated: ([\w /-]+?) -->(?:(?:(?!<!--)[\s\S])*<!-- end -->)?/;
const exampleMarker = /<!-- example: (\S+) -->\n(?:\n?```ts\n[\s\S]*?^```\n)?/;
const anyPart = new RegExp([fence, generatedMarker, exampleMarker].map(({ source }) => source).join("|"), "gm");

function generatedPart(what: string, found: string, text: string | undefined): string {
  if (!found.endsWith("<!-- end -->")) throw new Error(`the marker "generated: ${what}" has no end\n    expected: <!-- end --> below it`);
  if (text === undefined) {
    throw new Error(`the marker "generated: ${what}" is unknown\n    expected: modules, or the inputs, outputs or error codes of a folder`);
  }
  return `<!-- generated: ${what} -->\n\n${text}\n\n<!-- end -->`;
}

function examplePart(path: string, text: string | undefined): string {
  if (text === undefined) throw new Error(`there is no example "${path}"\n    expected: a file, by its path from the folder of the page`);
  return `<!-- example: ${path} -->\n\`\`\`ts\n${text.trimEnd()}\n\`\`\`\n`;
}
