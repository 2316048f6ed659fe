import fs from "node:fs";
import path from "node:path";

/**
 * Refuses a name that no module can have.
 *
 * @throws Error that says what was expected
 */
export function checkName(name: string | undefined, root: string): string {
  if (name === undefined) throw new Error("no name\n    expected: npm run new-module <name>, such as npm run new-module log-archive");
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new Error(`name is "${name}"\n    expected: up to 40 lower-case letters and digits, in words that hyphens join, such as log-archive`);
  }
  const owner = packagesOf(root).get(`@terrace/${name}`) ?? `modules/${name}`;
  if (fs.existsSync(path.join(root, owner))) {
    throw new Error(`name is "${name}", which ${owner} has\n    expected: a name of its own`);
  }
  return name;
}

/** Folder of every package of the repository, by its name: a tool's name is taken too. */
function packagesOf(root: string): Map<string, string> {
  const folders = ["modules", "tools"].flatMap((parent) =>
    fs.readdirSync(path.join(root, parent)).map((name) => `${parent}/${name}`),
  );
  return new Map(
    folders.flatMap((folder) => {
      const manifest = path.join(root, folder, "package.json");
      if (!fs.existsSync(manifest)) return [];
      const { name }: { name: string } = JSON.parse(fs.readFileSync(manifest, "utf8"));
      return [[name, folder] as const];
    }),
  );
}
