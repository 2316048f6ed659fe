/** The app that holds every example that the end-to-end run applies, with its state in a file beside it. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import { synthesize } from "../../stacks/synthesize";
import { exampleRegion, examples } from "./stacks/examples";

synthesize(process.env.CDKTF_OUTDIR ?? "cdktf.out", (app) => {
  for (const { name, account, build } of examples) {
    const stack = new TerraformStack(app, name);
    new LocalBackend(stack, { path: "terraform.tfstate" });
    const tags = { Environment: "example", ManagedBy: "terraform" };
    new AwsProvider(stack, "aws", { region: exampleRegion, allowedAccountIds: [account], defaultTags: [{ tags }] });
    build(stack);
  }
});
