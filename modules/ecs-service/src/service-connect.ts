import type { EcsService, EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { needsProvider, writeFeature, type Problem } from "@terrace/core";
import type { Construct } from "constructs";
import { arnPart, inCluster } from "./arn-parts";
import type { ConnectTlsProps } from "./connect-props";
import { createServiceRole } from "./service-role";
import type { OfferSettings, ServiceSettings } from "./service-settings";
import { allow, unique, type Statement } from "./statements";
import type { TaskResources } from "./task-resources";

/** The names of a service, and what must be there before it. */
export interface ConnectResources {
  readonly configuration: EcsServiceServiceConnectConfiguration | undefined;
  /** Of the role that ECS makes certificates with; undefined where none is needed, or each is given. */
  readonly tlsRoleArn: string | undefined;
  readonly policies: readonly IamRolePolicy[];
}

/** What the provider must have for what the names ask for. */
export function checkConnectProvider(scope: Construct, { serviceConnect }: ServiceSettings): Problem[] {
  if (serviceConnect === undefined) return [];
  const tested = serviceConnect.offers.find(({ testHeader }) => testHeader !== undefined);
  return [
    ...needsProvider(scope, "serviceConnect.accessLogs", serviceConnect.accessLogs && "ecs-connect-access-logs"),
    ...needsProvider(scope, `serviceConnect.offers.${tested?.portName}.testHeader`, tested && "ecs-blue-green"),
  ];
}

/** What the service says of its names, and the role by which ECS makes their certificates. */
export function createConnect(scope: Construct, settings: ServiceSettings, task: TaskResources): ConnectResources {
  const { serviceConnect } = settings;
  if (serviceConnect === undefined) return { configuration: undefined, tlsRoleArn: undefined, policies: [] };
  const { namespaceArn, offers } = serviceConnect;
  const withoutRole = offers.flatMap(({ tls }) => (tls !== undefined && tls.role === undefined ? [tls] : []));
  const made = withoutRole.length === 0 ? undefined : createTlsRole(scope, settings, withoutRole);
  const tlsRoleArn = made?.role.arn;
  // Lists are added to each other where something is written beside the binding, so they are written in one place only.
  const service = isTested(serviceConnect) ? undefined : offers.map((offer) => offerOf(offer, settings, tlsRoleArn));
  return {
    configuration: { enabled: true, namespace: namespaceArn, service, logConfiguration: proxyLogs(settings, task) },
    tlsRoleArn,
    policies: made === undefined ? [] : [made.policy],
  };
}

/** Writes what the older binding lacks. */
export function writeConnectFeatures({ serviceConnect, task }: ServiceSettings, service: EcsService, { tlsRoleArn }: ConnectResources): void {
  if (serviceConnect === undefined) return;
  const { accessLogs, offers } = serviceConnect;
  if (accessLogs !== undefined) {
    const { format, queryParameters } = accessLogs;
    writeFeature(service, "ecs-connect-access-logs", {
      "service_connect_configuration.access_log_configuration": { format, include_query_parameters: queryParameters === true ? "ENABLED" : "DISABLED" },
    });
  }
  if (!isTested(serviceConnect)) return;
  writeFeature(service, "ecs-blue-green", {
    "service_connect_configuration.service": offers.map((offer) => ({
      port_name: offer.portName,
      discovery_name: discoveryName(offer),
      client_alias: { dns_name: offer.dnsName, port: aliasPort(offer, { task }), ...testRules(offer) },
      timeout: timeoutOf(offer) && { per_request_timeout_seconds: offer.requestTimeoutSeconds, idle_timeout_seconds: offer.idleTimeoutSeconds },
      tls: offer.tls && {
        issuer_cert_authority: { aws_pca_authority_arn: offer.tls.certificateAuthorityArn },
        kms_key: offer.tls.kmsKeyArn,
        role_arn: offer.tls.role?.roleArn ?? tlsRoleArn,
      },
    })),
  });
}

/** True where a name has what the older binding lacks. */
function isTested({ offers }: { readonly offers: readonly OfferSettings[] }): boolean {
  return offers.some(({ testHeader }) => testHeader !== undefined);
}

function testRules({ testHeader }: OfferSettings) {
  return testHeader === undefined ? {} : { test_traffic_rules: [{ header: { name: testHeader.name, value: { exact: testHeader.value } } }] };
}

function offerOf(offer: OfferSettings, settings: ServiceSettings, tlsRoleArn: string | undefined) {
  return {
    portName: offer.portName,
    discoveryName: discoveryName(offer),
    clientAlias: { dnsName: offer.dnsName, port: aliasPort(offer, settings) },
    timeout: timeoutOf(offer),
    tls: offer.tls && {
      issuerCertAuthority: { awsPcaAuthorityArn: offer.tls.certificateAuthorityArn },
      kmsKey: offer.tls.kmsKeyArn,
      roleArn: offer.tls.role?.roleArn ?? tlsRoleArn,
    },
  };
}

/** Name of the service in Cloud Map, which takes no dots. */
export function discoveryName({ dnsName }: OfferSettings): string {
  return dnsName.replaceAll(".", "-");
}

/** The port that clients connect to. */
export function aliasPort(offer: OfferSettings, settings: Pick<ServiceSettings, "task">): number {
  return offer.port ?? containerPort(offer, settings) ?? 0;
}

/** The port that the proxy of the server listens on. */
export function containerPort({ portName }: OfferSettings, { task }: Pick<ServiceSettings, "task">): number | undefined {
  return task.containers.flatMap(({ ports }) => ports).find(({ name }) => name === portName)?.port;
}

function timeoutOf({ requestTimeoutSeconds, idleTimeoutSeconds }: OfferSettings) {
  if (requestTimeoutSeconds === undefined && idleTimeoutSeconds === undefined) return undefined;
  return { perRequestTimeoutSeconds: requestTimeoutSeconds, idleTimeoutSeconds };
}

function proxyLogs({ serviceConnect, name }: ServiceSettings, { logGroup, region }: TaskResources) {
  const logs = serviceConnect?.proxyLogs;
  if (logs === undefined || logGroup === undefined) return undefined;
  const told = logs.mode !== undefined || logs.bufferMiB !== undefined;
  const mode: Record<string, string> = logs.mode === "blocking" ? { mode: "blocking" } : { "max-buffer-size": `${logs.bufferMiB ?? 10}m`, mode: "non-blocking" };
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroup.name,
      "awslogs-region": region,
      "awslogs-stream-prefix": `${name}-proxy`,
      // ECS drops lines rather than blocking where nothing is said.
      ...(told ? mode : {}),
    },
  };
}

/** What ECS acts as when it makes certificates. */
function createTlsRole(scope: Construct, settings: ServiceSettings, tls: readonly ConnectTlsProps[]) {
  const { name, cluster } = settings;
  const authorities = unique(tls.map(({ certificateAuthorityArn }) => certificateAuthorityArn));
  const keys = unique(tls.map(({ kmsKeyArn }) => kmsKeyArn));
  return createServiceRole(scope, "tls", settings, {
    principal: "ecs.amazonaws.com",
    description: `Lets ECS make the certificates of ${name}`,
    statements: tlsStatements(cluster.clusterArn, name, authorities, keys),
  });
}

/**
 * The managed policy for it, for the authorities, keys and secrets of one service.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity.html
 */
function tlsStatements(clusterArn: string, name: string, authorities: readonly string[], keys: readonly string[]): Statement[] {
  const partition = arnPart(clusterArn, 1);
  const secrets = ["arn", partition, "secretsmanager", arnPart(clusterArn, 3), arnPart(clusterArn, 4), "secret", "ecs-sc!*"].join(":");
  const created = {
    ArnLike: {
      "aws:RequestTag/AmazonECSCreated": [
        inCluster(clusterArn, "service", name),
        inCluster(clusterArn, "task-set", `${name}/*`),
      ],
    },
    StringEquals: { "aws:RequestTag/AmazonECSManaged": "true" },
  };
  const owned = { StringEquals: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "ecs-sc" } };
  const rotation = ["UpdateSecret", "GetSecretValue", "PutSecretValue", "DeleteSecret", "RotateSecret", "UpdateSecretVersionStage"];
  const template = ["arn", partition, "acm-pca", "", "", "template/EndEntityCertificate/V1"].join(":");
  return [
    allow(["secretsmanager:CreateSecret", "secretsmanager:TagResource"], secrets, created),
    allow(rotation.map((action) => `secretsmanager:${action}`), secrets, owned),
    allow("secretsmanager:DescribeSecret", secrets),
    allow(["acm-pca:DescribeCertificateAuthority", "acm-pca:GetCertificate", "acm-pca:GetCertificateAuthorityCertificate"], authorities),
    allow("acm-pca:IssueCertificate", authorities, { StringEquals: { "acm-pca:TemplateArn": template } }),
    ...(keys.length === 0 ? [] : [allow(["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"], keys)]),
  ];
}
