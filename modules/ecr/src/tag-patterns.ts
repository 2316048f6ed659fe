/**
 * True if a text is what a pattern says. `*` stands for any text, also none; everything else stands for itself.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  // The earliest place of each part leaves the most room for the next one.
  const end = text.length - last.length;
  const position = rest.reduce((from, part) => {
    const at = from < 0 ? -1 : text.indexOf(part, from);
    return at < 0 || at + part.length > end ? -1 : at + part.length;
  }, first.length);
  return position >= 0;
}

/**
 * True if every text that is what `narrow` says is also what `wide` says.
 *
 * A wildcard of `narrow` is taken for a sign that only a wildcard of `wide` matches, so true is certain.
 */
export function coversPattern(wide: string, narrow: string): boolean {
  return matchesPattern(wide, narrow);
}
