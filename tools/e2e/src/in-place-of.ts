/** A text with what was made in place of what it names. */
export function inPlaceOf(given: Readonly<Record<string, string>>, text: string): string {
  return Object.entries(given).reduce((changed, [name, made]) => changed.replaceAll(name, made), text);
}
