export interface BundleFiles {
  readonly outfile: string;
  readonly stamp: string;
}

export function awsLine(env?: NodeJS.ProcessEnv): "5" | "6";

export function bundleFiles(entry: string, line?: "5" | "6"): BundleFiles;

export function isFresh(files: BundleFiles): boolean;
