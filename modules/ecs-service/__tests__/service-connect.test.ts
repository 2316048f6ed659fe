import { requireAwsProvider } from "@terrace/core";
import { only, problemsOf, resourcesOf, synth, testApp, testStack } from "@terrace/testkit";
import { Token, ref, type TerraformStack } from "cdktf";
import type { ConnectOfferProps, ServiceConnectProps } from "../src/connect-props";
import { FargateService } from "../src/fargate-service";
import type { FargateServiceProps } from "../src/fargate-service-props";
import { decode } from "./decode";
import { network, targetGroup, valid, withWeb } from "./fixtures";

const namespaceArn = "arn:aws:servicediscovery:ap-northeast-1:111111111111:namespace/ns-1";
const authority = "arn:aws:acm-pca:ap-northeast-1:111111111111:certificate-authority/01234567-89ab-cdef-0123-456789abcdef";
const key = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

function connect(change: Partial<ServiceConnectProps>): Partial<FargateServiceProps> {
  return { serviceConnect: { namespaceArn, ...change } };
}

function offer(change: Partial<ConnectOfferProps>): Partial<FargateServiceProps> {
  return connect({ offers: { http: { dnsName: "web", ...change } } });
}

function make(change: Partial<FargateServiceProps>, { stack = testStack(), id = "web", provider = "5.0.0" }: { stack?: TerraformStack; id?: string; provider?: string } = {}) {
  requireAwsProvider(stack, provider);
  return { stack, service: new FargateService(stack, id, { ...valid, name: `dev-shop-${id}`, ...change }) };
}

function configuration(change: Partial<FargateServiceProps>, provider?: string) {
  const { stack } = make(change, { ...(provider === undefined ? {} : { provider }) });
  return only(synth(stack), "aws_ecs_service")["service_connect_configuration"];
}

describe("encryption", () => {
  const tls = { certificateAuthorityArn: authority, kmsKeyArn: key };

  test("is by certificates of the authority, which a role of the service's own makes", () => {
    const { stack } = make(offer({ tls }));
    const made = synth(stack);
    expect(only(made, "aws_ecs_service")["service_connect_configuration"]).toMatchObject({
      service: [{ tls: { issuer_cert_authority: { aws_pca_authority_arn: authority }, kms_key: key, role_arn: expect.stringMatching(/^\$\{aws_iam_role\.web_tls-role_\w+\.arn\}$/) } }],
    });
    expect(only(made, "aws_ecs_service")["depends_on"]).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.web_tls-policy/));
    const [, policy] = Object.entries(resourcesOf(made, "aws_iam_role_policy")).find(([id]) => id.startsWith("web_tls-policy")) ?? [];
    expect(decode(policy?.["policy"]).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
        Resource: "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:ecs-sc!*",
        Condition: {
          ArnLike: {
            "aws:RequestTag/AmazonECSCreated": [
              "arn:aws:ecs:ap-northeast-1:111111111111:service/dev-shop/dev-shop-web",
              "arn:aws:ecs:ap-northeast-1:111111111111:task-set/dev-shop/dev-shop-web/*",
            ],
          },
          StringEquals: { "aws:RequestTag/AmazonECSManaged": "true" },
        },
      },
      {
        Effect: "Allow",
        Action: ["UpdateSecret", "GetSecretValue", "PutSecretValue", "DeleteSecret", "RotateSecret", "UpdateSecretVersionStage"].map((action) => `secretsmanager:${action}`),
        Resource: "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:ecs-sc!*",
        Condition: { StringEquals: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "ecs-sc" } },
      },
      { Effect: "Allow", Action: "secretsmanager:DescribeSecret", Resource: "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:ecs-sc!*" },
      { Effect: "Allow", Action: ["acm-pca:DescribeCertificateAuthority", "acm-pca:GetCertificate", "acm-pca:GetCertificateAuthorityCertificate"], Resource: [authority] },
      { Effect: "Allow", Action: "acm-pca:IssueCertificate", Resource: [authority], Condition: { StringEquals: { "acm-pca:TemplateArn": "arn:aws:acm-pca:::template/EndEntityCertificate/V1" } } },
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"], Resource: [key] },
    ]);
    const roles = Object.values(resourcesOf(made, "aws_iam_role"));
    expect(roles.find(({ name }) => name === "dev-shop-web-tls")?.["assume_role_policy"]).toContain('"Service" = "ecs.amazonaws.com"');
  });

  test("may be by a role of somebody else's", () => {
    const role = { roleName: "theirs", roleArn: "arn:aws:iam::111111111111:role/theirs" };
    const { stack } = make(offer({ tls: { certificateAuthorityArn: authority, role } }));
    const made = synth(stack);
    expect(only(made, "aws_ecs_service")["service_connect_configuration"]).toMatchObject({ service: [{ tls: { role_arn: role.roleArn } }] });
    expect(Object.values(resourcesOf(made, "aws_iam_role"))).toHaveLength(2);
  });
});

describe("the proxy", () => {
  test("logs as it is told", () => {
    expect(configuration(connect({ proxyLogs: { mode: "blocking" } }))).toMatchObject({ log_configuration: { options: { mode: "blocking" } } });
    expect(configuration(connect({ proxyLogs: { bufferMiB: 4 } }))).toMatchObject({ log_configuration: { options: { mode: "non-blocking", "max-buffer-size": "4m" } } });
    expect(configuration(connect({ proxyLogs: false }))).not.toHaveProperty("log_configuration");
  });

  test("writes a line for each request where the provider can say so", () => {
    const change = connect({ accessLogs: { format: "JSON" } });
    expect(configuration(change, "6.34.0")).toMatchObject({ access_log_configuration: { format: "JSON", include_query_parameters: "DISABLED" }, log_configuration: { log_driver: "awslogs" } });
    expect(configuration(connect({ accessLogs: { format: "TEXT", queryParameters: true } }), "6.34.0")).toMatchObject({ access_log_configuration: { include_query_parameters: "ENABLED" } });
  });

  test("leads requests with a header to the new revision", () => {
    const tls = { certificateAuthorityArn: authority };
    const change = { ...offer({ tls, requestTimeoutSeconds: 5, testHeader: { name: "x-test", value: "1" } }), deployment: { strategy: { kind: "blue-green" } } } as const;
    expect(configuration(change, "6.4.0")).toMatchObject({
      service: [
        {
          port_name: "http",
          discovery_name: "web",
          client_alias: { dns_name: "web", port: 8080, test_traffic_rules: [{ header: { name: "x-test", value: { exact: "1" } } }] },
          timeout: { per_request_timeout_seconds: 5 },
          tls: { issuer_cert_authority: { aws_pca_authority_arn: authority }, role_arn: expect.stringContaining("tls-role") },
        },
      ],
    });
  });
});

describe("bad names", () => {
  const at = "serviceConnect.offers.http";
  const shifting = { deployment: { strategy: { kind: "canary" } } } as const;
  const testHeader = { name: "x-test", value: "1" };
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["an authority by id", offer({ tls: { certificateAuthorityArn: "0123" } }), ["connect-tls-authority serviceConnect.offers.http.tls.certificateAuthorityArn"]],
    ["a key by alias", offer({ tls: { certificateAuthorityArn: authority, kmsKeyArn: "alias/tls" } }), ["connect-tls-key serviceConnect.offers.http.tls.kmsKeyArn"]],
    ["a test header for a rolling deployment", offer({ testHeader }), ["connect-test-header serviceConnect.offers.http.testHeader", `needs-provider ${at}.testHeader`]],
    ["a test header without a value", { ...offer({ testHeader: { ...testHeader, value: "" } }), ...shifting }, ["connect-test-header serviceConnect.offers.http.testHeader", "needs-provider deployment.strategy", `needs-provider ${at}.testHeader`]],
    ["access logs on provider 5", connect({ accessLogs: { format: "TEXT" } }), ["needs-provider serviceConnect.accessLogs"]],
    ["access logs of a proxy that does not log", connect({ proxyLogs: false, accessLogs: { format: "TEXT" } }), ["connect-access-logs serviceConnect.accessLogs", "needs-provider serviceConnect.accessLogs"]],
    ["access logs of a task that does not log", { ...connect({ accessLogs: { format: "TEXT" } }), ...withWeb({ log: { driver: "none" } }) }, ["connect-access-logs serviceConnect.accessLogs", "needs-provider serviceConnect.accessLogs"]],
    ["a proxy's buffer without an end", connect({ proxyLogs: { bufferMiB: 0 } }), ["log-buffer serviceConnect.proxyLogs.bufferMiB"]],
    ["a proxy's buffer that nothing waits in", connect({ proxyLogs: { mode: "blocking", bufferMiB: 1 } }), ["log-buffer serviceConnect.proxyLogs.bufferMiB"]],
    ["a call that is known later", connect({ calls: [Token.asString(ref("x.y"))] }), ["not-known-at-synth serviceConnect.calls[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });
});

describe("the services of a namespace", () => {
  const api = offer({ dnsName: "api" });

  /** What synthesis says of the service `web` among services by their ids, with codes and paths only. */
  function say(changes: Record<string, Partial<FargateServiceProps>>): string[] {
    const stack = testStack();
    for (const [id, change] of Object.entries(changes)) make(change, { stack, id });
    try {
      synth(stack);
    } catch (error) {
      return [...String(error).matchAll(/\[test\/web\] \[(\S+)\] (\S+) is/g)].map(([, code, prop]) => `${code} ${prop}`);
    }
    return [];
  }

  test("find the names that they call, whatever was made first", () => {
    expect(say({ web: connect({ calls: ["api"] }), api })).toEqual([]);
  });

  test.each<[string, Record<string, Partial<FargateServiceProps>>, string[]]>([
    ["a name that nobody offers", { web: connect({ calls: ["api", "jobs"] }), api }, ["connect-no-server serviceConnect.calls[1]"]],
    ["a name of another namespace", { web: connect({ calls: ["api"] }), api: { serviceConnect: { namespaceArn: `${namespaceArn}2`, offers: { http: { dnsName: "api" } } } } }, ["connect-no-server serviceConnect.calls[0]"]],
    ["a name that two services offer", { api, web: api }, ["connect-name-taken serviceConnect.offers.http.dnsName"]],
    ["names that are one in Cloud Map", { api: offer({ dnsName: "a.b" }), web: offer({ dnsName: "a-b" }) }, ["connect-name-taken serviceConnect.offers.http.dnsName"]],
    [
      "names of one service that are one in Cloud Map",
      { web: { ...connect({ offers: { a: { dnsName: "a.b" }, b: { dnsName: "a-b" } } }), ...withWeb({ ports: [{ port: 80, name: "a" }, { port: 81, name: "b" }] }) } },
      ["connect-name-taken serviceConnect.offers.b.dnsName"],
    ],
  ])("are refused with %s", (_why, changes, expected) => {
    expect(say(changes)).toEqual(expected);
  });

  test("of one namespace that Terraform makes know each other", () => {
    const serviceConnect = { namespaceArn: Token.asString(ref("aws_x.y.arn")) };
    expect(say({ web: { serviceConnect: { ...serviceConnect, calls: ["api"] } }, api: { serviceConnect: { ...serviceConnect, offers: { http: { dnsName: "api" } } } } })).toEqual([]);
  });
});

describe("a call", () => {
  const pair = (client: Partial<FargateServiceProps> = connect({}), server: Partial<FargateServiceProps> = offer({ dnsName: "api", port: 80 })) => {
    const stack = testStack();
    return { stack, web: make(client, { stack, id: "web" }).service, api: make(server, { stack, id: "api" }).service };
  };

  test("is let through to the container's port, and starts after its server", () => {
    const { stack, web, api } = pair();
    web.connectTo(api, "api");
    const made = synth(stack);
    const [[id = "", rule] = []] = Object.entries(resourcesOf(made, "aws_vpc_security_group_ingress_rule"));
    expect(id).toMatch(/^api_from-web-8080_/);
    expect(rule).toMatchObject({
      from_port: 8080,
      security_group_id: expect.stringContaining("aws_security_group.api_"),
      referenced_security_group_id: expect.stringContaining("aws_security_group.web_"),
    });
    const [, client] = Object.entries(resourcesOf(made, "aws_ecs_service")).find(([one]) => one.startsWith("web_")) ?? [];
    expect(client?.["depends_on"]).toContainEqual(expect.stringMatching(/^aws_ecs_service\.api_/));
  });

  test("that is made twice is one rule", () => {
    const { stack, web, api } = pair();
    web.connectTo(api, "api");
    web.connectTo(api, "api");
    expect(only(synth(stack), "aws_vpc_security_group_ingress_rule")).toMatchObject({ from_port: 8080, to_port: 8080, ip_protocol: "tcp" });
  });

  test("both ways is ordered one way", () => {
    const { stack, web, api } = pair(offer({ dnsName: "web" }));
    web.connectTo(api, "api");
    expect(problemsOf(() => api.connectTo(web, "web"))).toEqual(["connect-cycle ordered"]);
    api.connectTo(web, "web", { ordered: false });
    const services = resourcesOf(synth(stack), "aws_ecs_service");
    const waits = Object.entries(services).map(([id, { depends_on: on }]) => [id.split("_")[0], String(on).includes("aws_ecs_service.")]);
    expect(waits).toEqual([["web", true], ["api", false]]);
  });

  test.each<[string, Partial<FargateServiceProps>, Partial<FargateServiceProps>, string[]]>([
    ["of a name that the server lacks", connect({}), offer({ dnsName: "jobs" }), ["connect-no-server dnsName"]],
    ["of a server without names", connect({}), {}, ["connect-no-server dnsName"]],
    ["by a client without names", {}, offer({ dnsName: "api" }), ["connect-no-client serviceConnect"]],
    ["into another namespace", { serviceConnect: { namespaceArn: `${namespaceArn}2` } }, offer({ dnsName: "api" }), ["connect-namespace serviceConnect.namespaceArn"]],
  ])("%s is refused", (_why, client, server, expected) => {
    const { web, api } = pair(client, server);
    expect(problemsOf(() => web.connectTo(api, "api"))).toEqual(expected);
  });

  test("into another stack is refused", () => {
    const app = testApp();
    const { service: web } = make(connect({}), { stack: testStack(app, "a") });
    const { service: api } = make(offer({ dnsName: "api" }), { stack: testStack(app, "b"), id: "api" });
    expect(problemsOf(() => web.connectTo(api, "api"))).toEqual(["connect-stack server"]);
  });
});

test("a shift's rights are there before the service", () => {
  const shift = { alternate: { ...targetGroup, targetGroupArn: "arn:other" }, productionRuleArn: "arn:rule" };
  const { stack } = make({ network, targets: { web: { targetGroup, shift } }, deployment: { strategy: { kind: "blue-green" } } }, { provider: "6.4.0" });
  expect(only(synth(stack), "aws_ecs_service")["depends_on"]).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.web_shift-policy/));
});
