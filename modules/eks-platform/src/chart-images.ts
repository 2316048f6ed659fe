import { valuesAt, type HelmValues } from "./values-text";

/** What every ready chart is made from. */
export interface ChartOptions {
  /**
   * One release of the chart.
   *
   * @throws InvalidPropsError [chart-version]
   */
  readonly version: string;
  /**
   * A registry of yours that has the same images under the same names, such as an ECR with a pull-through cache:
   * `111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/mirror`.
   *
   * @default - the public registries
   */
  readonly registry?: string;
}

/** Values that take an image from the caller's registry; none where there is none. */
export function imageAt(path: readonly string[], name: string, { registry }: ChartOptions): HelmValues {
  return registry === undefined ? {} : valuesAt([...path, "repository"], `${registry}/${name}`);
}

/** The public registries that images still come from. */
export function registriesOf(hosts: readonly string[], { registry }: ChartOptions): readonly string[] {
  return registry === undefined ? hosts : [];
}
