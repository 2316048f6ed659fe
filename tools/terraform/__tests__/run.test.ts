import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { runCommand, TerraformFailedError } from "../src/run";

const node = process.execPath;
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "run-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test("lines come one by one, the last one without an end too", async () => {
  const lines: string[] = [];
  const result = await runCommand(node, ["-e", "process.stdout.write('a\\nb\\nc')"], {
    cwd: folder,
    onLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(["a", "b", "c"]);
  expect(result).toMatchObject({ exitCode: 0, stdout: "a\nb\nc", stderr: "" });
});

test("a variable can be set and taken away", async () => {
  const script = "console.log(process.env.TERRACE_SET, process.env.HOME)";
  const { stdout } = await runCommand(node, ["-e", script], {
    cwd: folder,
    env: { TERRACE_SET: "here", HOME: undefined },
  });
  expect(stdout).toBe("here undefined\n");
});

test("a failure carries the words, and the log has them all", async () => {
  const logFile = path.join(folder, "log");
  const failing = runCommand(node, ["-e", "console.error('no such bucket'); process.exit(3)"], {
    cwd: folder,
    logFile,
  });
  await expect(failing).rejects.toThrow(TerraformFailedError);
  await expect(failing).rejects.toThrow(/ended with 3 \(log: .*\)\nno such bucket/);
  expect(fs.readFileSync(logFile, "utf8")).toMatch(/\$ .*\(in .*\)\nno such bucket\n# ended with 3 after/);
});

test("an exit code that is expected is no failure", async () => {
  await expect(runCommand(node, ["-e", "process.exit(2)"], { cwd: folder, expect: [0, 2] })).resolves.toMatchObject({
    exitCode: 2,
  });
  await expect(runCommand(node, ["-e", "process.exit(9)"], { cwd: folder, expect: "any" })).resolves.toMatchObject({
    exitCode: 9,
  });
});

test("a program that is not there is named", async () => {
  await expect(runCommand("no-program-of-this-name", ["plan"], { cwd: folder })).rejects.toThrow(
    'cannot run "no-program-of-this-name plan" in'
  );
});

test("a signal of the caller ends the command", async () => {
  const stop = new AbortController();
  const running = runCommand(node, ["-e", "console.log('up'); setInterval(() => {}, 1000)"], {
    cwd: folder,
    signal: stop.signal,
    expect: "any",
    onLine: () => stop.abort(),
  });
  await expect(running).resolves.toMatchObject({ exitCode: 128 });
});

test("Ctrl-C ends the whole group, then runs the cleanups, and exits with 130", async () => {
  const outfile = path.join(folder, "program.cjs");
  // The command starts a program of its own, as terraform starts its providers. Were it not ended, its output would stay
  // open, and the program below would wait for it longer than this test may take.
  const grandchild = "console.log('up'); setInterval(() => {}, 1000)";
  const child = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(
    grandchild
  )}], { stdio: 'inherit' })`;
  const program = [
    `import { onInterrupt, runCommand } from ${JSON.stringify(path.resolve("tools/terraform/src/run.ts"))};`,
    `onInterrupt(() => console.log("first in, last out"));`,
    `onInterrupt(() => console.log("last in, first out"));`,
    `runCommand(process.execPath, ["-e", ${JSON.stringify(child)}], { cwd: ".", onLine: console.log })`,
    `  .then(() => console.log("settled"), () => console.log("settled"));`,
  ].join("\n");
  buildSync({
    stdin: { contents: program, resolveDir: process.cwd(), loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    logLevel: "silent",
  });

  const main = spawn(node, [outfile], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  main.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    if (!said.includes("up") && (said + chunk).includes("up")) main.kill("SIGINT");
    said += chunk;
  });
  const exitCode = await new Promise((ended) => main.once("close", ended));
  expect(exitCode).toBe(130);
  expect(said).toBe("up\nlast in, first out\nfirst in, last out\n");
});
