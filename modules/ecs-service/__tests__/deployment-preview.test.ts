import { testStack } from "@terrace/testkit";
import { previewDeployments, printDeployments } from "../src/deployment-preview";
import { FargateService } from "../src/fargate-service";
import { targetGroup, valid } from "./fixtures";

const namespaceArn = "arn:aws:servicediscovery:ap-northeast-1:111111111111:namespace/ns-1";

test("says of each service how many tasks run meanwhile, and what is likely to be regretted", () => {
  const stack = testStack();
  new FargateService(stack, "web", { ...valid, name: "web", desiredCount: 4, deployment: { minHealthyPercent: 50, maxPercent: 150 }, serviceConnect: { namespaceArn, calls: ["api"] } });
  new FargateService(stack, "jobs", { ...valid, name: "background-jobs", deployment: { minHealthyPercent: 0, maxPercent: 100 } });
  new FargateService(stack, "api", { ...valid, name: "api", scaling: { min: 2, max: 8, cpuPercent: 60 } });
  const codeDeploy = { alternate: { ...targetGroup, targetGroupArn: "arn:other" }, productionListenerArn: "arn:listener" };
  new FargateService(stack, "shop", { ...valid, name: "shop", targets: { web: { targetGroup } }, deployment: { codeDeploy } });
  expect(printDeployments(stack)).toBe(
    [
      "service          desired  lowest  highest  progresses  how",
      "web              4        2       6        yes         rolling 50-150 %",
      "  ! calls api, and no connectTo opens the way",
      "background-jobs  1        0       1        yes         rolling 0-100 %",
      "  ! with 1 task, all may stop before a new one has started",
      "api              2        2       4        yes         rolling 100-200 %",
      "  ! scaling: from 2 of 2 to 16 of 8 tasks",
      "shop             1        1       2        yes         CodeDeploy, all-at-once",
    ].join("\n"),
  );
});

test("is data too, for the services below a construct only", () => {
  const stack = testStack();
  const web = new FargateService(stack, "web", valid);
  new FargateService(stack, "api", { ...valid, name: "api" });
  expect(previewDeployments(web)).toEqual([{ service: "dev-shop-web", desired: 1, lowest: 1, highest: 2, canProgress: true, way: "rolling 100-200 %", warnings: [] }]);
  expect(previewDeployments(stack)).toHaveLength(2);
});
