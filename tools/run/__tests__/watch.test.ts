import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Entry } from "./entry";

const entry = new Entry();
const outdir = path.join(entry.folder, "out");

afterAll(() => entry.remove());

/** As much of a synthesis as the watch looks at. */
const app = (input: string) => `
  import fs from "node:fs";
  const outdir: string = process.env.CDKTF_OUTDIR;
  fs.mkdirSync(outdir, { recursive: true });
  fs.writeFileSync(outdir + "/one.json", ${JSON.stringify(input)});
  fs.writeFileSync(outdir + "/manifest.json", '{ "stacks": { "one": { "name": "one", "synthesizedStackPath": "one.json" } } }');
`;

test("each save is synthesized, a mistake does not end the watch, and an interrupt does", async () => {
  entry.save(app("first"));
  const watch = spawn(process.execPath, ["tools/run/watch.mjs", entry.file], {
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const seen = (text: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => text.test(printed) && resolve();
      watch.stdout.on("data", look);
      watch.once("close", () => reject(new Error(`ended before it printed ${text}:\n${printed}`)));
      look();
    });
  for (const stream of [watch.stdout, watch.stderr]) stream.on("data", (text) => (printed += text));

  await seen(/1 stack in \d+ ms; changed: one\n/);
  entry.save(app("second"));
  await seen(/1 stack in \d+ ms after .*main\.ts; changed: one\n/);
  expect(fs.readFileSync(path.join(outdir, "one.json"), "utf8")).toBe("second");

  entry.save("this is a mistake");
  await seen(/Expected ";" but found "is"[^]*not bundled; watching goes on\n/);
  entry.save('throw new Error("another one");');
  await seen(/Error: another one[^]*no synthesis after .*main\.ts, \d+ ms; watching goes on\n/);
  entry.save(app("second"));
  await seen(/1 stack in \d+ ms after .*main\.ts; nothing changed\n/);

  const ended = new Promise((resolve) => watch.once("close", resolve));
  watch.kill("SIGINT");
  expect(await ended).toBe(0);
});
