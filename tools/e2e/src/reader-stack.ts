import { keepStateIn, OutputReader, type StateLocation } from "@terrace/remote-state";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../../stacks/environment";
import { NetworkStack, networkContract } from "../../../stacks/network";

/** What the reader makes of the network's outputs. */
export interface ReadOutputs {
  readonly vpc_id: { readonly value: string };
  readonly nat_public_ips: { readonly value: readonly string[] };
  /** By tier and zone. */
  readonly subnet_ids: { readonly value: Readonly<Record<string, string>> };
}

/** Reads the network as any other stack would, and shows what it got. It has no provider, so it is quick. */
export class ReaderStack extends TerraformStack {
  public constructor(scope: Construct, { name }: Environment) {
    super(scope, `${name}-reader`);
    const network = scope.node.findChild(`${name}-network`);
    if (!(network instanceof NetworkStack)) throw new Error(`${name}-network is no network stack`);
    keepStateIn(this, besides(network.location));
    const { vpcId, subnets } = network.networkFor(this);
    const outputs = new OutputReader(this, networkContract, { location: network.location, stack: network });
    this.show("vpc_id", vpcId);
    this.show("nat_public_ips", outputs.getList("nat_public_ips"));
    this.show("subnet_ids", Object.fromEntries(subnets.map(({ tier, availabilityZone, subnetId }) => [`${tier}-${availabilityZone}`, subnetId])));
  }

  private show(name: string, value: unknown): void {
    new TerraformOutput(this, name, { value, staticId: true });
  }
}

/** The place for the reader's own state. */
function besides(location: StateLocation): StateLocation {
  const own = (place: string): string => place.replace(/network\.tfstate$/, "reader.tfstate");
  return location.kind === "s3" ? { ...location, key: own(location.key) } : { ...location, path: own(location.path) };
}
