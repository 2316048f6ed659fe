import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "standin-test-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function standIn(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["tools/standin/standin.mjs", ...args], { encoding: "utf8" });
}

function ask(...args: string[]): { stdout: string; stderr: string } {
  return standIn(
    "--dir",
    folder,
    ...args,
    "hashicorp/helm",
    "--",
    process.execPath,
    "tools/standin/__tests__/client.mjs"
  );
}

test("a stand-in plans what is computed as unknown, fills it at apply, and keeps what it was told", () => {
  const log = path.join(folder, "log.jsonl");
  fs.mkdirSync(path.join(folder, "stacks/platform"), { recursive: true });
  // The type is named in a child module only.
  fs.writeFileSync(
    path.join(folder, "stacks/platform/cdk.tf.json"),
    JSON.stringify({ resource: { helm_release: {} } })
  );
  const { stdout, stderr } = ask("--log", log);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    types: ["helm_release"],
    required: ["chart", "name"],
    planned: { name: "web", chart: "nginx", status: "(known after apply)" },
    applied: { name: "web", chart: "nginx", status: "status" },
  });
  expect(fs.readFileSync(log, "utf8")).toContain('"action":"create","type":"helm_release"');
});

test.each([
  [["hashicorp/nothing", "--", "true"], "no package for the provider nothing"],
  [["--", "true"], "name at least one provider"],
  [["--unknown"], "unknown option --unknown"],
])("%j is refused", (args, message) => {
  const { status, stderr } = standIn(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

test("the exit code of the command is kept", () => {
  expect(standIn("--dir", folder, "hashicorp/helm", "--", process.execPath, "-e", "process.exit(3)").status).toBe(3);
});
