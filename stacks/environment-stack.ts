import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { InvalidPropsError, environmentTags, nameOf } from "@terrace/core";
import { keepStateIn, stateKey, type StateLocation } from "@terrace/remote-state";
import { TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { Environment } from "./environment";

/** What a run decides for all stacks. */
export interface StackOptions {
  /** Absolute path of a folder that keeps all states in files, instead of S3. */
  readonly localStateFolder?: string | undefined;
}

/** One stack of one environment: its state, its provider, and addresses without hashes. */
export class EnvironmentStack extends TerraformStack {
  /** Where its state lies, for the stacks that read its outputs. */
  public readonly location: StateLocation;

  private readonly addresses = new Map<string, string>();

  public constructor(
    scope: Construct,
    kind: string,
    public readonly environment: Environment,
    options: StackOptions,
  ) {
    super(scope, `${environment.name}-${kind}`);
    this.location = locationOf(kind, environment, options);
    keepStateIn(this, this.location);
    this.addOverride("terraform.required_version", ">= 1.10.0");
    new AwsProvider(this, "aws", {
      region: environment.region,
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags: environmentTags(this.names) }],
    });
  }

  /** What every physical name begins with. */
  protected get names() {
    return { environment: this.environment.name, project: this.environment.project };
  }

  /**
   * Makes addresses of construct ids alone, without CDKTF's hash, so that a plan can be read.
   *
   * Two paths that would give one address are refused, for CDKTF would merge the two resources without a word.
   */
  protected override allocateLogicalId(element: Node | TerraformElement): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const address = ids.filter((id) => id !== "Resource").join("_").replace(/[^\w-]/g, "-");
    const other = this.addresses.get(address) ?? node.path;
    if (other !== node.path) {
      const problem = { code: "address-clash", path: node.path, got: `"${address}", as ${other}`, expected: "an id of its own" };
      throw new InvalidPropsError([{ what: "address", at: this.node.path, problems: [problem] }]);
    }
    this.addresses.set(address, node.path);
    return address;
  }
}

/** The bucket that holds all states of an environment. Its name is unique in AWS by the account. */
export function stateBucketName({ name, project, account }: Environment): string {
  return nameOf({ environment: name, project }, `tfstate-${account}`);
}

function locationOf(kind: string, environment: Environment, { localStateFolder }: StackOptions): StateLocation {
  if (localStateFolder !== undefined) {
    return { kind: "local", path: `${localStateFolder}/${environment.name}/${kind}.tfstate` };
  }
  const { name, project, region, state } = environment;
  return {
    kind: "s3",
    bucket: stateBucketName(environment),
    key: stateKey({ environment: name, project }, kind),
    region,
    kmsKeyArn: state.kmsKeyArn,
  };
}
