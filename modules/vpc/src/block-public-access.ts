import { VpcBlockPublicAccessOptions } from "@cdktf/provider-aws/lib/vpc-block-public-access-options";
import { Construct } from "constructs";

/** How much of the internet a region keeps from its VPCs. */
export interface BlockPublicAccessProps {
  /**
   * - `block-bidirectional`: nothing in, nothing out
   * - `block-ingress`: nothing in; NAT and egress-only gateways still work
   */
  readonly mode: "block-bidirectional" | "block-ingress";
}

/**
 * Keeps every VPC of one account and region from the internet, but for VPCs that are exempted
 * ({@link VpcProps.blockPublicAccessExclusion}). Once for each account and region. Free of charge.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export class BlockPublicAccess extends Construct {
  public constructor(scope: Construct, id: string, props: BlockPublicAccessProps) {
    super(scope, id);
    new VpcBlockPublicAccessOptions(this, "Resource", { internetGatewayBlockMode: props.mode });
  }
}
