import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";
import { isExactVersion } from "./versions";

/** Where a chart comes from, and which. */
export interface ChartSource {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
}

/** Whether a chart is named so that tomorrow's apply installs the same. Codes: `chart-name`, `chart-repository`, `chart-version`. */
export function checkChart(path: string, { chart, repository, version }: ChartSource): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(chart)) {
    problems.push({ code: "chart-name", path: `${path}.chart`, got: show(chart), expected: "the chart's name alone", see: pages.helmRelease });
  }
  if (!/^(https|oci):\/\/[^\s@?#]+$/.test(repository)) {
    const expected = "https://... or oci://..., without user, query and blanks";
    problems.push({ code: "chart-repository", path: `${path}.repository`, got: show(repository), expected, see: pages.oci });
  }
  if (!isExactVersion(version)) {
    problems.push({ code: "chart-version", path: `${path}.version`, got: show(version), expected: "one release, such as 1.2.3", see: pages.chartVersion });
  }
  return problems;
}

/** How long Helm waits, and whether it does. Codes: `helm-timeout`, `helm-wait`. */
export function checkHelm(helm: { readonly atomic: boolean; readonly wait: boolean; readonly timeoutSeconds: number }): Problem[] {
  const { atomic, wait, timeoutSeconds } = helm;
  const problems: Problem[] = [];
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1) {
    problems.push({ code: "helm-timeout", path: "timeoutSeconds", got: show(timeoutSeconds), expected: "an integer of 1 or more", see: pages.helmRelease });
  }
  if (atomic && !wait) {
    problems.push({ code: "helm-wait", path: "wait", got: "false with atomic, which waits", expected: "true, or atomic: false", see: pages.helmRelease });
  }
  return problems;
}
