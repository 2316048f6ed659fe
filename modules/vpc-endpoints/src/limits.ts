/**
 * Characters of an endpoint's policy, white space included. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const policyLength = 20480;

/**
 * Services whose interface endpoint answers to names of its own only. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html
 */
export const withoutPrivateDns: ReadonlySet<string> = new Set(["dynamodb"]);

/**
 * Services whose private DNS can be kept for what comes from outside the VPC, while the VPC itself uses the gateway.
 * Read November 2026.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#private-dns
 */
export const withInboundDns: ReadonlySet<string> = new Set(["s3"]);
