import type { Plugin } from "esbuild";

export const fastSynth: Plugin;
