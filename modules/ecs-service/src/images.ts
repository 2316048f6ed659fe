import { regionFacts } from "@terrace/core";
import { Token } from "cdktf";
import type { RepositoryImage } from "./container-props";

/** An image, and what its reference says. */
export interface ImageSettings {
  /** As ECS takes it. */
  readonly reference: string;
  /** ARN of the repository; undefined for an image from elsewhere than ECR, or where nobody can tell. */
  readonly repositoryArn: string | undefined;
  /** A tag or digest; undefined where the reference has none. */
  readonly tag: string | undefined;
  /** True where the text is known only after apply. */
  readonly isUnknown: boolean;
}

const ecrHost = /^(\d{12})\.dkr[.-]ecr\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/(.+)$/;

/** Reads an image, without a rule. */
export function imageOf(image: RepositoryImage | string): ImageSettings {
  if (typeof image !== "string") {
    const { repository, tag } = image;
    const separator = !Token.isUnresolved(tag) && tag.startsWith("sha256:") ? "@" : ":";
    return { reference: `${repository.repositoryUrl}${separator}${tag}`, repositoryArn: repository.repositoryArn, tag, isUnknown: false };
  }
  if (Token.isUnresolved(image)) return { reference: image, repositoryArn: undefined, tag: undefined, isUnknown: true };
  const [path = "", digest] = image.split("@");
  const colon = path.indexOf(":", path.lastIndexOf("/") + 1);
  const repository = colon < 0 ? path : path.slice(0, colon);
  const tag = digest ?? (colon < 0 ? undefined : path.slice(colon + 1));
  return { reference: image, repositoryArn: ecrArn(repository), tag, isUnknown: false };
}

/** The ARN of a repository of ECR, from its URL. */
function ecrArn(repository: string): string | undefined {
  const [, account, region = "", name] = ecrHost.exec(repository) ?? [];
  if (account === undefined) return undefined;
  // Regions that the table does not know yet are in the commercial partition more often than not.
  const partition = regionFacts(region)?.partition ?? "aws";
  return ["arn", partition, "ecr", region, account, `repository/${name}`].join(":");
}
