import { Fn } from "cdktf";

/** Where images and charts are pushed to. */
export interface PushTarget {
  /** Known at synth, such as `prd-shop/web`. */
  readonly name: string;
  readonly repositoryUrl: string;
}

/** Commands of a shell that build an image from the current folder and push it. */
export function pushImageCommands(target: PushTarget, tag: string): string[] {
  const image = `${target.repositoryUrl}:${tag}`;
  return [
    `${password(target)} | docker login --username AWS --password-stdin ${host(target)}`,
    `docker build --tag ${image} .`,
    `docker push ${image}`,
  ];
}

/** Commands of a shell that pack a chart and push it. Helm itself adds the chart's name to where it pushes. */
export function pushChartCommands(target: PushTarget, folder: string, version: string): string[] {
  const path = target.name.split("/");
  const chart = path.pop();
  return [
    `${password(target)} | helm registry login --username AWS --password-stdin ${host(target)}`,
    `helm package ${folder} --version ${version}`,
    `helm push ${chart}-${version}.tgz oci://${[host(target), ...path].join("/")}`,
  ];
}

/** The registry, without the repository. */
function host({ repositoryUrl }: PushTarget): string {
  return Fn.element(Fn.split("/", repositoryUrl), 0);
}

/** The region stands in the registry's name, so that nobody has to be asked for it. */
function password({ repositoryUrl }: PushTarget): string {
  return `aws ecr get-login-password --region ${Fn.element(Fn.split(".", repositoryUrl), 3)}`;
}
