/** The part of a package.json that decides what is built first. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Packages such that each comes after those that it depends on. Others' packages do not count. */
export function inOrder(manifests: readonly Manifest[]): Manifest[] {
  const names = new Set(manifests.map(({ name }) => name));
  const ordered: Manifest[] = [];
  let waiting = [...manifests];
  while (waiting.length > 0) {
    const done = new Set(ordered.map(({ name }) => name));
    const isReady = ({ dependencies = {} }: Manifest) =>
      Object.keys(dependencies).every((name) => !names.has(name) || done.has(name));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) throw new Error(`${waiting.map(({ name }) => name).join(", ")} depend on each other`);
    ordered.push(...ready);
    waiting = waiting.filter((manifest) => !ready.includes(manifest));
  }
  return ordered;
}
