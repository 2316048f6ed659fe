import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc as VpcResource } from "@cdktf/provider-aws/lib/vpc";
import { VpcBlockPublicAccessExclusion } from "@cdktf/provider-aws/lib/vpc-block-public-access-exclusion";
import { VpcDhcpOptions } from "@cdktf/provider-aws/lib/vpc-dhcp-options";
import { VpcDhcpOptionsAssociation } from "@cdktf/provider-aws/lib/vpc-dhcp-options-association";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { formatCidr, needsProvider, throwIfAny, type Egress, type NetworkRef, type SubnetRef } from "@terrace/core";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { flowLogName } from "./check-options";
import { checkShape } from "./check-shape";
import { createFlowLogRole } from "./flow-log-role";
import { ipv6SubnetCount } from "./limits";
import { createNat, type Nat } from "./nat";
import { aclRules } from "./network-acl-rules";
import type { VpcProps } from "./props";
import { resolve, type FlowLogSettings, type TierSettings, type VpcSettings } from "./settings";
import { planSubnets, type PlannedSubnet } from "./subnet-plan";
import { subnetTags } from "./subnet-tags";
import { parseZone } from "./zones";

/**
 * A VPC of named tiers, each with one subnet in each zone, whose addresses and CIDRs never move.
 *
 * Creates the VPC, its subnets with a route table each, a network ACL for each tier, the gateways that the tiers
 * need, flow logs, and subnet groups on request; takes all rules out of what AWS makes by default. It does not create
 * VPC endpoints, peerings, VPNs or transit gateway attachments: they take its {@link Vpc.network}.
 *
 * A VPC, its subnets, routes and ACLs are free of charge. NAT gateways, public addresses and flow logs are not.
 *
 * @example
 * new Vpc(stack, "vpc", {
 *   name: "dev-shop-vpc",
 *   cidr: "10.0.0.0/16",
 *   availabilityZones: ["apne1-az1", "apne1-az2"],
 *   tiers: { public: { type: "public" }, private: { type: "private" } },
 *   nat: { mode: "single", availabilityZone: "apne1-az1" },
 * });
 */
export class Vpc extends Construct {
  /** The VPC and its subnets, as other modules take them. */
  public readonly network: NetworkRef;
  /** Public addresses that private tiers are seen from, for partners' allow-lists. A list of tokens. */
  public readonly natPublicIps: readonly string[];
  /** Names of the subnet groups made, by tier and service, such as `isolated-rds`. */
  public readonly subnetGroupNames: Readonly<Record<string, string>>;

  private readonly vpc: VpcResource;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    throwIfAny(this, "Vpc", checkShape(props));
    const settings = resolve(props);
    throwIfAny(this, "Vpc", [...check(settings), ...this.checkProvider(settings)]);

    this.vpc = this.createVpc(settings);
    const secondaries = this.createSecondaryCidrs(settings);
    const subnets = this.createSubnets(settings, secondaries);
    const internetGateway = this.createInternetGateway(settings);
    const nat = createNat(this, settings, { vpcId: this.vpc.id, subnets, internetGateway });
    const refs = this.createRoutes(settings, subnets, internetGateway, nat);
    this.createNetworkAcls(settings, subnets);
    this.lockDefaults(settings);
    this.createDhcpOptions(settings);
    this.createFlowLogs(settings);
    this.createBlockPublicAccessExclusion(settings);

    this.subnetGroupNames = this.createSubnetGroups(settings, subnets);
    this.natPublicIps = nat.publicIps;
    this.network = this.describe(settings, refs);
  }

  /** Id of the VPC. */
  public get vpcId(): string {
    return this.vpc.id;
  }

  private checkProvider({ nat }: VpcSettings) {
    return needsProvider(this, "nat.mode", nat.mode === "regional" ? "regional-nat-gateway" : undefined);
  }

  private createVpc({ name, cidr, dualStack, dns, tags, override }: VpcSettings): VpcResource {
    const range =
      typeof cidr === "string"
        ? { cidrBlock: cidr }
        : { ipv4IpamPoolId: cidr.ipamPoolId, ipv4NetmaskLength: cidr.netmaskLength };
    return new VpcResource(this, "Resource", {
      ...range,
      assignGeneratedIpv6CidrBlock: dualStack ? true : undefined,
      enableDnsSupport: dns.support,
      enableDnsHostnames: dns.hostnames,
      tags: { ...tags, Name: name },
      ...override.vpc,
    });
  }

  private createSecondaryCidrs({ secondaryCidrs }: VpcSettings): ReadonlyMap<string, VpcIpv4CidrBlockAssociation> {
    return new Map(
      Object.entries(secondaryCidrs).map(([name, cidrBlock]) => [
        name,
        new VpcIpv4CidrBlockAssociation(this, `cidr-${name}`, { vpcId: this.vpc.id, cidrBlock }),
      ]),
    );
  }

  private createSubnets(
    settings: VpcSettings,
    secondaries: ReadonlyMap<string, VpcIpv4CidrBlockAssociation>,
  ): readonly MadeSubnet[] {
    return planSubnets(settings).flatMap((plan) => {
      const tier = settings.tiers[plan.tier];
      if (tier === undefined) return [];
      const key = `${plan.tier}-${plan.availabilityZone}`;
      const association = secondaries.get(tier.within ?? "");
      const subnet = new Subnet(this, key, {
        vpcId: this.vpc.id,
        cidrBlock: this.cidrOf(plan),
        ...(parseZone(plan.availabilityZone)?.kind === "id"
          ? { availabilityZoneId: plan.availabilityZone }
          : { availabilityZone: plan.availabilityZone }),
        mapPublicIpOnLaunch: tier.mapPublicIp,
        ...(settings.dualStack ? this.ipv6Of(plan) : {}),
        tags: subnetTags(settings, plan.tier, tier, `${settings.name}-${key}`),
        dependsOn: association === undefined ? undefined : [association],
        ...settings.override.subnet,
      });
      return [{ key, plan, tier, subnet }];
    });
  }

  private cidrOf({ block, place }: PlannedSubnet): string {
    if (block !== undefined) return formatCidr(block);
    return Fn.cidrsubnet(this.vpc.cidrBlock, place?.newBits ?? 0, place?.number ?? 0);
  }

  private ipv6Of({ ipv6Number }: PlannedSubnet) {
    return {
      ipv6CidrBlock: Fn.cidrsubnet(this.vpc.ipv6CidrBlock, Math.log2(ipv6SubnetCount), ipv6Number ?? 0),
      assignIpv6AddressOnCreation: true,
    };
  }

  private createInternetGateway({ name, tiers, nat, tags }: VpcSettings): InternetGateway | undefined {
    const isNeeded = nat.mode === "regional" || Object.values(tiers).some((tier) => tier.type === "public");
    if (!isNeeded) return undefined;
    return new InternetGateway(this, "internet-gateway", { vpcId: this.vpc.id, tags: { ...tags, Name: name } });
  }

  /** Every subnet has a table of its own, so that changing the way out of one leaves all others alone. */
  private createRoutes(
    settings: VpcSettings,
    subnets: readonly MadeSubnet[],
    internetGateway: InternetGateway | undefined,
    nat: Nat,
  ): SubnetRef[] {
    const egressOnly = this.createEgressOnlyGateway(settings);
    return subnets.map(({ key, plan, tier, subnet }) => {
      const { id: routeTableId } = new RouteTable(this, `${key}-route-table`, {
        vpcId: this.vpc.id,
        tags: { ...settings.tags, ...tier.tags, Name: `${settings.name}-${key}` },
      });
      new RouteTableAssociation(this, `${key}-route-table-association`, { subnetId: subnet.id, routeTableId });
      const natGatewayId = nat.gatewayIdFor(plan.availabilityZone);
      const ipv4 = {
        public: { gatewayId: internetGateway?.id },
        private: natGatewayId === undefined ? undefined : { natGatewayId },
        isolated: undefined,
      }[tier.type];
      const ipv6 = {
        public: { gatewayId: internetGateway?.id },
        private: { egressOnlyGatewayId: egressOnly?.id },
        isolated: undefined,
      }[tier.type];
      if (ipv4 !== undefined) {
        new Route(this, `${key}-ipv4-route`, { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...ipv4 });
      }
      if (ipv6 !== undefined && settings.dualStack) {
        new Route(this, `${key}-ipv6-route`, { routeTableId, destinationIpv6CidrBlock: "::/0", ...ipv6 });
      }
      return {
        subnetId: subnet.id,
        tier: plan.tier,
        availabilityZone: plan.availabilityZone,
        routeTableId,
        cidrBlock: plan.block === undefined ? subnet.cidrBlock : formatCidr(plan.block),
        egress: ipv4 === undefined ? "none" : egressOf[tier.type],
      };
    });
  }

  private createEgressOnlyGateway({ name, dualStack, tiers, tags }: VpcSettings) {
    if (!dualStack || !Object.values(tiers).some((tier) => tier.type === "private")) return undefined;
    return new EgressOnlyInternetGateway(this, "egress-only-gateway", {
      vpcId: this.vpc.id,
      tags: { ...tags, Name: name },
    });
  }

  private createNetworkAcls(settings: VpcSettings, subnets: readonly MadeSubnet[]): void {
    for (const [name, { networkAcl, tags }] of Object.entries(settings.tiers)) {
      new NetworkAcl(this, `${name}-network-acl`, {
        vpcId: this.vpc.id,
        subnetIds: subnets.filter(({ plan }) => plan.tier === name).map(({ subnet }) => subnet.id),
        ingress: aclRules(networkAcl.ingress),
        egress: aclRules(networkAcl.egress),
        tags: { ...settings.tags, ...tags, Name: `${settings.name}-${name}` },
      });
    }
  }

  private lockDefaults({ name, lockDefaults, tags, override }: VpcSettings): void {
    const locked = { ...tags, Name: `${name}-default-locked` };
    if (lockDefaults.securityGroup) {
      // Without the empty lists, the provider leaves alone what somebody adds by hand.
      new DefaultSecurityGroup(this, "default-security-group", { vpcId: this.vpc.id, ingress: [], egress: [], tags: locked });
    }
    if (lockDefaults.routeTable) {
      new DefaultRouteTable(this, "default-route-table", {
        defaultRouteTableId: this.vpc.defaultRouteTableId,
        route: [],
        tags: locked,
      });
    }
    if (lockDefaults.networkAcl) {
      new DefaultNetworkAcl(this, "default-network-acl", {
        defaultNetworkAclId: this.vpc.defaultNetworkAclId,
        tags: locked,
        // Subnets come to the default ACL and leave it by their own ACLs; AWS tells, nobody decides it here.
        lifecycle: { ignoreChanges: ["subnet_ids"] },
        ...override.defaultNetworkAcl,
      });
    }
  }

  private createDhcpOptions({ name, dhcpOptions, tags }: VpcSettings): void {
    if (dhcpOptions === undefined) return;
    const { id: dhcpOptionsId } = new VpcDhcpOptions(this, "dhcp-options", {
      domainName: dhcpOptions.domainName,
      domainNameServers: copyOf(dhcpOptions.domainNameServers),
      ntpServers: copyOf(dhcpOptions.ntpServers),
      netbiosNameServers: copyOf(dhcpOptions.netbiosNameServers),
      netbiosNodeType: dhcpOptions.netbiosNodeType?.toString(),
      tags: { ...tags, Name: name },
    });
    new VpcDhcpOptionsAssociation(this, "dhcp-options-association", { vpcId: this.vpc.id, dhcpOptionsId });
  }

  private createFlowLogs(settings: VpcSettings): void {
    for (const [key, log] of Object.entries(settings.flowLogs)) {
      const name = flowLogName(settings.name, key);
      new FlowLog(this, `flow-log-${key}`, {
        vpcId: this.vpc.id,
        trafficType: log.traffic,
        maxAggregationInterval: log.aggregationSeconds,
        logFormat: log.format === undefined ? undefined : escapeFormat(log.format),
        ...this.createFlowLogDestination(settings, key, name, log),
        tags: { ...settings.tags, Name: name },
      });
    }
  }

  private createFlowLogDestination(settings: VpcSettings, key: string, name: string, log: FlowLogSettings) {
    switch (log.to) {
      case "cloudwatch": {
        const group = new CloudwatchLogGroup(this, `flow-log-${key}-log-group`, {
          name: `/vpc/${name}`,
          retentionInDays: log.retentionDays,
          kmsKeyId: log.kmsKeyArn,
          tags: settings.tags,
        });
        const role = createFlowLogRole(this, key, name, { group, vpc: this.vpc, tags: settings.tags });
        return {
          logDestinationType: "cloud-watch-logs",
          logDestination: group.arn,
          iamRoleArn: role.arn,
          dependsOn: [role.policy],
        };
      }
      case "s3":
        return {
          logDestinationType: "s3",
          logDestination: log.bucketArn,
          destinationOptions: {
            fileFormat: log.fileFormat,
            hiveCompatiblePartitions: log.hiveCompatiblePartitions,
            perHourPartition: log.perHourPartition,
          },
        };
      case "firehose":
        return { logDestinationType: "kinesis-data-firehose", logDestination: log.deliveryStreamArn };
    }
  }

  private createBlockPublicAccessExclusion({ name, blockPublicAccessExclusion, tags }: VpcSettings): void {
    if (blockPublicAccessExclusion === undefined) return;
    new VpcBlockPublicAccessExclusion(this, "block-public-access-exclusion", {
      vpcId: this.vpc.id,
      internetGatewayExclusionMode: blockPublicAccessExclusion,
      tags: { ...tags, Name: name },
    });
  }

  private createSubnetGroups(settings: VpcSettings, subnets: readonly MadeSubnet[]): Record<string, string> {
    const names: Record<string, string> = {};
    for (const [tier, { subnetGroups, tags }] of Object.entries(settings.tiers)) {
      const config = {
        name: `${settings.name}-${tier}`,
        description: `Subnets of the tier ${tier} of ${settings.name}`,
        subnetIds: subnets.filter(({ plan }) => plan.tier === tier).map(({ subnet }) => subnet.id),
        tags: { ...settings.tags, ...tags },
      };
      for (const service of subnetGroups) {
        const id = `${tier}-${service}-subnet-group`;
        names[`${tier}-${service}`] =
          service === "rds"
            ? new DbSubnetGroup(this, id, config).name
            : new ElasticacheSubnetGroup(this, id, config).name;
      }
    }
    return names;
  }

  private describe(settings: VpcSettings, subnets: readonly SubnetRef[]): NetworkRef {
    const primary = typeof settings.cidr === "string" ? settings.cidr : this.vpc.cidrBlock;
    return {
      vpcId: this.vpc.id,
      cidrBlocks: [primary, ...Object.values(settings.secondaryCidrs)],
      dualStack: settings.dualStack,
      dns: settings.dns,
      subnets,
      endpoints: [],
    };
  }
}

/** A subnet, with the plan and the tier that it came from. */
export interface MadeSubnet {
  /** Its construct id: tier and zone. */
  readonly key: string;
  readonly plan: PlannedSubnet;
  readonly tier: TierSettings;
  readonly subnet: Subnet;
}

const egressOf = {
  public: "internet-gateway",
  private: "nat",
  isolated: "none",
} as const satisfies Record<TierSettings["type"], Egress>;

/** The fields of a record are written as AWS writes them, which Terraform would read as expressions of its own. */
function escapeFormat(format: string): string {
  if (Token.isUnresolved(format)) return format;
  return format.replaceAll(/(?<!\$)\$(?=\{)/g, () => "$$");
}

function copyOf(list: readonly string[] | undefined): string[] | undefined {
  return list === undefined ? undefined : [...list];
}
