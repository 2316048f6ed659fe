import { Repository } from "@terrace/ecr";
import { Fn, TerraformOutput, type TerraformStack } from "cdktf";

/** Versions of a Helm chart: its repository ends with the chart's name. */
export function chart(stack: TerraformStack): Repository {
  const chart = new Repository(stack, "chart", { name: "prd-shop/charts/web" });
  new TerraformOutput(stack, "push_chart", { value: Fn.join("\n", chart.pushChartCommands("deploy/web", "1.2.3")) });
  return chart;
}
