/** What jsonencode is given, with references as texts. */
export function decode(json: unknown) {
  const text = String(json).replace(/^\$\{jsonencode\((.*)\)\}$/s, "$1");
  return JSON.parse(text.replace(/"([\w:./-]+)" = /g, '"$1": ').replace(/([[ ])((?:aws_|replace\(|element\()[^\n]*?)(?=, "|[}\]]|$)/g, (_all, before, reference) => `${before}${JSON.stringify(reference)}`).replaceAll("$${", "${").replaceAll("%%{", "%{"));
}
