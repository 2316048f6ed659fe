/**
 * Synthesizes whenever a source has been saved: `node tools/run/watch.mjs <entry.ts>`, from the root of the repository.
 *
 * The bundle is made in this process, which keeps what has not changed. Each synthesis is a process of its own, so that
 * nothing of the last one is left: cdktf keeps all tokens for as long as its process lives. Ctrl-C ends the watch.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { context } from "esbuild";
import bundling from "./bundle.cjs";
import stamps from "./stamp.cjs";

const [entry] = process.argv.slice(2);
if (entry === undefined) throw new Error("no entry\n    expected: watch.mjs <entry.ts>");
const files = stamps.bundleFiles(entry);
const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";

/** Editors write a file in several steps; what comes within this time is one change. */
const quietMilliseconds = 15;

const bundler = await context(bundling.bundleOptions(entry, files));
const watchers = new Map();
const changed = new Set();
let synthesis;
let timer;
let busy = false;
let ended = false;

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, end);
await update();

/** Bundles and synthesizes; and again, if something has been saved meanwhile. */
async function update() {
  if (busy || ended) return;
  busy = true;
  const saved = [...changed].sort();
  changed.clear();
  const start = performance.now();
  if (await bundle()) await synthesize(saved, start);
  busy = false;
  if (changed.size > 0) await update();
}

async function bundle() {
  const startedAt = Date.now();
  try {
    const { metafile } = await bundler.rebuild();
    watchFolders(Object.keys(metafile.inputs));
    bundling.writeStamp(files, metafile, startedAt);
    return true;
  } catch (error) {
    if (ended) return false;
    process.stderr.write(await bundling.explain(error));
    watchFolders([entry, ...error.errors.flatMap(({ location }) => location?.file ?? [])]);
    say("not bundled; watching goes on");
    return false;
  }
}

async function synthesize(saved, start) {
  const before = stacksIn(outdir);
  synthesis = spawn(process.execPath, ["tools/run/run.cjs", entry], { stdio: ["ignore", "ignore", "inherit"] });
  const status = await new Promise((resolve) => synthesis.once("close", resolve));
  if (ended) return;
  const milliseconds = Math.round(performance.now() - start);
  const because = saved.length === 0 ? "" : ` after ${saved.join(", ")}`;
  if (status !== 0) return say(`no synthesis${because}, ${milliseconds} ms; watching goes on`);
  const stacks = stacksIn(outdir);
  const different = [...stacks].filter(([name, text]) => before.get(name) !== text).map(([name]) => name);
  const news = different.length === 0 ? "nothing changed" : `changed: ${different.join(", ")}`;
  say(`${stacks.size} ${stacks.size === 1 ? "stack" : "stacks"} in ${milliseconds} ms${because}; ${news}`);
}

/** The JSON of each stack by its name. */
function stacksIn(folder) {
  const { stacks } = JSON.parse(textOf(path.join(folder, "manifest.json")) ?? '{ "stacks": {} }');
  return new Map(Object.values(stacks).map((stack) => [stack.name, textOf(path.join(folder, stack.synthesizedStackPath))]));
}

function textOf(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

/** Watches the folders of sources, and not the sources, since an editor may replace a file by another one. */
function watchFolders(sources) {
  for (const source of sources.filter((file) => !file.includes("node_modules/"))) {
    const folder = path.dirname(source);
    if (watchers.has(folder) || !fs.existsSync(folder)) continue;
    watchers.set(folder, fs.watch(folder, (_, name) => notice(path.join(folder, name ?? ""))));
  }
}

function notice(file) {
  if (!/\.(ts|json)$/.test(file)) return;
  changed.add(file);
  clearTimeout(timer);
  timer = setTimeout(update, quietMilliseconds);
}

function say(text) {
  console.log(`${new Date().toLocaleTimeString("en-GB")}  ${text}`);
}

async function end() {
  ended = true;
  clearTimeout(timer);
  for (const watcher of watchers.values()) watcher.close();
  synthesis?.kill();
  await bundler.dispose();
}
