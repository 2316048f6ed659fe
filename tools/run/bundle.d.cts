import type { BuildOptions, Metafile } from "esbuild";
import type { BundleFiles } from "./stamp.cjs";

export function bundle(entry: string): Promise<void>;

export function bundleOptions(entry: string, files: Pick<BundleFiles, "outfile">, line?: "5" | "6"): BuildOptions;

export function explain(error: unknown): Promise<string>;

export function writeStamp(files: BundleFiles, metafile: Metafile, startedAt: number): void;
