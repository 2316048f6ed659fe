import path from "node:path";
import type { Finding } from "./finding";

/** What a page may point at. */
export interface Repository {
  /** True for a file or a folder, by its path from the root. */
  exists(path: string): boolean;
  /** Text of another page, for its headings. */
  readPage(path: string): string;
  /** Names of the npm scripts. */
  readonly scripts: readonly string[];
}

/** Links to files and headings that are not there, and npm scripts that nobody wrote. */
export function checkReferences(page: string, text: string, repository: Repository): Finding[] {
  return text.split("\n").flatMap((line, index) => {
    const at = `${page}:${index + 1}`;
    const targets = [...line.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? "");
    const scripts = [...line.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
    return [
      ...targets.filter((target) => isBroken(page, text, target, repository)).map((target) => ({
        at,
        text: `the link ${target} leads nowhere`,
        expected: "a file of the repository, and a heading of its page",
      })),
      ...scripts.filter((name) => !repository.scripts.includes(name)).map((name) => ({
        at,
        text: `npm run ${name} is no script`,
        expected: `one of ${repository.scripts.join(", ")}`,
      })),
    ];
  });
}

function isBroken(page: string, text: string, target: string, { exists, readPage }: Repository): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [file = "", heading] = target.split("#");
  const resolved = file === "" ? page : path.join(path.dirname(page), file);
  if (!exists(resolved)) return true;
  if (heading === undefined || !resolved.endsWith(".md")) return false;
  return !anchorsOf(resolved === page ? text : readPage(resolved)).includes(heading);
}

/** Anchors as GitHub makes them from headings. */
export function anchorsOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "");
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-"),
  );
}
