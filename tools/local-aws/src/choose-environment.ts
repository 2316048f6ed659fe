/**
 * The environment whose account a command acts in: the first of `TERRACE_ENVIRONMENTS`, else the one whose stack the
 * command names (`cdktf deploy prd-network`), else `dev`.
 */
export function chooseEnvironment(command: readonly string[], wanted: string | undefined, names: readonly string[]): string {
  const first = (wanted ?? "").split(",").map((name) => name.trim()).find((name) => name !== "");
  const named = names.find((name) => command.some((word) => word.startsWith(`${name}-`)));
  const chosen = first ?? named ?? "dev";
  if (names.includes(chosen)) return chosen;
  throw new Error(`unknown environment "${chosen}"\n    expected: one of ${names.join(", ")}`);
}
