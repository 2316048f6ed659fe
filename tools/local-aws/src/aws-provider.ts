import fs from "node:fs";
import path from "node:path";

/** The provider that the installed binding was made from: what `terraform init` of any stack here will look for. */
export function awsProvider(root = process.cwd()): { readonly source: string; readonly version: string } {
  const file = path.join(root, "node_modules/@cdktf/provider-aws/package.json");
  const { cdktf } = JSON.parse(fs.readFileSync(file, "utf8"));
  return { source: cdktf.provider.name, version: cdktf.provider.version };
}
