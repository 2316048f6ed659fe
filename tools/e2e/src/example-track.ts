import type { ExampleCase } from "../stacks/examples";
import type { Aws } from "./aws";
import { equal, holds } from "./check";
import { makeGiven } from "./given";
import { withLeftOut } from "./left-out";
import type { StackReport } from "./report";
import type { StackFolder } from "./stack-folder";
import { Steps } from "./steps";

/** One example: applied, planned again, destroyed. */
export async function runExample(example: ExampleCase, aws: Aws, folder: StackFolder, say: (line: string) => void): Promise<StackReport[]> {
  const { name, account, writtenFor = account, prepare, remains } = example;
  const steps = new Steps(say);
  await steps.until(async () => {
    let before: readonly string[] = [];
    await steps.do(name, "apply", async (found) => {
      await prepare?.(aws);
      const text = withLeftOut(name, folder.read().replaceAll(writtenFor, account));
      folder.write(example.takesGiven === true ? await makeGiven(text, aws) : text);
      before = await remains(aws);
      found.applied = await folder.apply();
      found.checks.push(holds("resources are applied", found.applied > 0, "none"));
    });
    await steps.do(name, "plan again", async (found) => {
      found.secondPlan = await folder.plan();
      found.checks.push(equal("second plan", found.secondPlan, "empty"));
    });
    await steps.do(name, "destroy", async (found) => {
      found.destroyed = await folder.destroy();
      found.checks.push(equal("resources destroyed", found.destroyed, found.applied));
      found.checks.push(equal("what is there as before", await remains(aws), before));
    });
  });
  return steps.report("terraform", (stack) => `example ${stack}`, () => folder.standIns());
}
