import fs from "node:fs";
import path from "node:path";

/** The virtual environment that `.ci/run` and the message below make, seen from the root of the repository. */
export const venv = "node_modules/.cache/terrace/venv";

/** The local AWS server cannot be started here. The message names the command that installs what is missing. */
export class LocalAwsMissingError extends Error {}

/** The Python to run: that of the repository's own virtual environment if there is one, else the first on the path. */
export function choosePython(root: string, platform: NodeJS.Platform): string {
  const own = path.join(root, venv, platform === "win32" ? "Scripts/python.exe" : "bin/python");
  return fs.existsSync(own) ? own : "python3";
}

/** What to say when Python itself cannot be run. */
export function pythonMissing(python: string, reason: string, platform: NodeJS.Platform): LocalAwsMissingError {
  const commands = { darwin: "brew install python", win32: "winget install Python.Python.3.12", other: "sudo apt-get install python3 python3-venv" };
  const command = platform === "darwin" || platform === "win32" ? commands[platform] : commands.other;
  return new LocalAwsMissingError(`cannot run "${python}": ${reason}\n    install it with: ${command}`);
}

/** What to say when Python runs but moto cannot be imported. */
export function motoMissing(python: string, reason: string): LocalAwsMissingError {
  return new LocalAwsMissingError(
    `moto, the local AWS server, cannot be loaded by "${python}": ${reason}\n` +
      `    install it with: python3 -m venv ${venv} && ${venv}/bin/pip install -r tools/local-aws/requirements.txt`,
  );
}
