import type { VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { AwsServiceId, NetworkRef, Tags } from "@terrace/core";

/** What the endpoints of a network are made from. */
export interface VpcEndpointsProps {
  /** Beginning of the names of everything here, such as `prd-shop-vpc`. Lower-case letters, digits and hyphens. */
  readonly name: string;

  /** The network that gets the endpoints, made by `@terrace/vpc` or by somebody else. */
  readonly network: NetworkRef;

  /** Region of the network, such as `ap-northeast-1`. */
  readonly region: string;

  /**
   * Gateway endpoints by service: free of charge, so every network should have both.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
   */
  readonly gateways?: Readonly<Partial<Record<GatewayServiceId, GatewayEndpointProps>>>;

  /**
   * Interface endpoints by service of the catalogue. Each is charged by the hour in each zone, and by the gigabyte.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
   */
  readonly interfaces?: Readonly<Partial<Record<AwsServiceId, InterfaceEndpointProps>>>;

  /**
   * Interface endpoints of services outside the catalogue, by a name of the caller's. Nothing is known of them but
   * what is said here, so no workload is held against them.
   *
   * @default - none
   */
  readonly others?: Readonly<Record<string, OtherEndpointProps>>;

  /**
   * The tier in which interface endpoints have their addresses: one subnet in each zone.
   *
   * @default - required with interface endpoints
   */
  readonly tier?: string;

  /**
   * IPv4 blocks that may use the interface endpoints, on 443.
   *
   * @default - the blocks of the network
   */
  readonly allowFrom?: readonly string[];

  /**
   * IPv6 blocks that may use the interface endpoints, on 443. Needed as soon as an endpoint answers with IPv6 addresses,
   * which clients prefer.
   *
   * @default - none
   */
  readonly allowFromIpv6?: readonly string[];

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resource, applied last, to every endpoint.
   *
   * @default - none
   */
  readonly override?: { readonly endpoint?: Partial<VpcEndpointConfig> };
}

/** Services with a gateway endpoint. */
export type GatewayServiceId = "dynamodb" | "s3";

/** One gateway endpoint. */
export interface GatewayEndpointProps {
  /**
   * Tiers whose route tables lead to it.
   *
   * @default - all tiers
   */
  readonly tiers?: readonly string[];
  /**
   * Who may do what through it.
   *
   * @default - everybody everything, as far as their own policies allow
   */
  readonly policy?: EndpointPolicyProps;
}

/** One interface endpoint. */
export interface InterfaceEndpointProps {
  /**
   * The service's public name resolves to the endpoint. Without it, clients have to be told the endpoint's own name.
   * For S3 beside its gateway, the public name resolves to it for what comes from outside the VPC only.
   *
   * @default - true, but for DynamoDB, which has no private DNS name
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-private-dns
   */
  readonly privateDns?: boolean;
  /**
   * Zones of the tier to leave out, for services that are not in every zone. Workloads there cross zones.
   *
   * @default - none
   */
  readonly exceptZones?: readonly string[];
  /**
   * Addresses of the endpoint's network interfaces. `ipv6` takes subnets without IPv4, the others subnets with it.
   *
   * @default "ipv4"
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
   */
  readonly ipAddressType?: "dualstack" | "ipv4" | "ipv6";
  /**
   * Which addresses the private names resolve to. `service-defined`, for both kinds of address, gives IPv4 for the public
   * name and both for the endpoint's own names.
   *
   * @default - what AWS makes of `ipAddressType`
   */
  readonly dnsRecordIpType?: "dualstack" | "ipv4" | "ipv6" | "service-defined";
  /**
   * Region of the service, for a service that can be reached from another region.
   *
   * @default - the region of the network
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
   */
  readonly serviceRegion?: string;
  /**
   * Who may do what through it.
   *
   * @default - everybody everything, as far as their own policies allow
   */
  readonly policy?: EndpointPolicyProps;
}

/** An interface endpoint of a service outside the catalogue. */
export interface OtherEndpointProps extends InterfaceEndpointProps {
  /** The whole name, such as `com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0`. */
  readonly serviceName: string;
}

/**
 * Who may do what through an endpoint. A policy allows nothing that it does not name.
 *
 * Account and organisation hold for the caller and for what is called, so that nothing can be carried out to a
 * stranger's bucket. Calls that have no resource, such as ECR's login, are held against the caller only.
 *
 * A policy that is taken away again stays on the endpoint as it was last: allow everything in a statement first.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export interface EndpointPolicyProps {
  /**
   * Only callers and resources of this account, 12 digits.
   *
   * @default - any account
   */
  readonly account?: string;
  /**
   * Only callers and resources of this organisation, such as `o-a1b2c3d4e5`.
   *
   * @default - any organisation
   */
  readonly organization?: string;
  /**
   * The bucket of AWS's own in which ECR keeps image layers stays reachable. For S3 only.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
   */
  readonly ecrLayers?: boolean;
  /**
   * Statements of the caller's own, instead of everything on the account's or organisation's resources.
   *
   * @default - everything, within account and organization
   */
  readonly statements?: readonly EndpointStatement[];
}

/** One statement of an endpoint's policy. */
export interface EndpointStatement {
  /**
   * A `Deny` holds for everybody and everything that it names, account and organisation or not.
   *
   * @default "Allow"
   */
  readonly effect?: "Allow" | "Deny";
  /** Such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** ARNs, or `*`. */
  readonly resources: readonly string[];
  /**
   * ARNs of the callers. Interface endpoints only: AWS takes a gateway's callers as the condition `aws:PrincipalArn`.
   *
   * @default - everybody
   */
  readonly principals?: readonly string[];
  /**
   * Such as `{ StringEquals: { "aws:PrincipalTag/team": ["web"] } }`.
   *
   * @default - none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}
