import { oneOf, show, type Problem } from "@terrace/core";
import { checkHost, checkRange, checkRegion, isArn } from "./check-ingress-values";
import { ingressPages as pages, ingressQuotas as quotas, ingressRanges as ranges, listenerAttributes, oldestTls, recommendedTlsPolicy } from "./ingress-limits";
import type { IngressListener } from "./ingress-load-balancer-props";
import { hasHttps, type IngressSettings } from "./ingress-settings";

/** Ports, certificates and TLS of one Ingress; what its group has together is held against the quotas elsewhere. */
export function checkIngressListeners(settings: IngressSettings): Problem[] {
  const { listeners, loadBalancer } = settings;
  const { ports, tlsHosts } = listeners;
  const problems = [
    ...ports.flatMap((listener, index) => checkListener(`listeners.ports[${index}]`, listener, ports.slice(0, index))),
    ...checkCertificates(settings),
    ...tlsHosts.flatMap((host, index) => checkHost(`listeners.tlsHosts[${index}]`, host)),
    ...checkTlsPolicy("listeners.tlsPolicy", listeners.tlsPolicy),
    ...checkCreated(settings),
  ];
  if (ports.length === 0) problems.push({ code: "listen-port", path: "listeners.ports", got: "empty", expected: "at least one port", see: pages.annotations });
  if (loadBalancer.scheme === "internet-facing" && !hasHttps(listeners) && ports.length > 0) {
    const expected = "an HTTPS port: what crosses the internet in plain text can be read and changed";
    problems.push({ code: "plain-http", path: "listeners.ports", got: "HTTP only, on the internet", expected, severity: "warning" });
  }
  return problems;
}

function checkListener(path: string, listener: IngressListener, before: readonly IngressListener[]): Problem[] {
  const { protocol, port, attributes = {} } = listener;
  const problems = [
    ...oneOf(`${path}.protocol`, protocol, ["HTTP", "HTTPS"]),
    ...checkRange("listen-port", `${path}.port`, port, ranges.port, pages.annotations),
    ...Object.entries(attributes).flatMap(([key, value]) => checkAttribute(`${path}.attributes`, key, value)),
    ...checkMutual(`${path}.mutualAuthentication`, listener),
  ];
  if (before.some((other) => other.port === port)) {
    problems.push({ code: "listen-port-taken", path: `${path}.port`, got: `${port}, which is listened on already`, expected: "each port once, with one protocol", see: pages.annotations });
  }
  return problems;
}

/** An attribute of a listener; new ones may have come since the table was read. */
export function checkAttribute(path: string, key: string, value: string): Problem[] {
  const form = listenerAttributes[key];
  const at = `${path}[${show(key)}]`;
  const see = pages.listenerAttributes;
  if (form === undefined) return [{ code: "listener-attribute", path: at, got: "unknown", expected: `one of ${Object.keys(listenerAttributes).join(", ")}`, see, severity: "dated" }];
  return form.test(value) ? [] : [{ code: "listener-attribute", path: at, got: show(value), expected: `a value of the form ${form.source}`, see }];
}

function checkMutual(path: string, { protocol, mutualAuthentication: mutual }: IngressListener): Problem[] {
  if (mutual === undefined) return [];
  const problems = oneOf(`${path}.mode`, mutual.mode, ["off", "passthrough", "verify"]);
  const see = pages.mutualTls;
  if (protocol !== "HTTPS") problems.push({ code: "mutual-authentication", path, got: "given for HTTP", expected: "an HTTPS port", see });
  if (mutual.mode === "verify" && mutual.trustStore === "") problems.push({ code: "mutual-authentication", path: `${path}.trustStore`, got: show(mutual.trustStore), expected: "the ARN or the name of a trust store", see });
  if (mutual.mode !== "verify" && "trustStore" in mutual) {
    problems.push({ code: "mutual-authentication", path: `${path}.trustStore`, got: `given with the mode ${show(mutual.mode)}`, expected: `mode "verify"`, see });
  }
  return problems;
}

function checkCertificates({ listeners, rules, cluster }: IngressSettings): Problem[] {
  const { certificateArns, tlsHosts, createCertificate } = listeners;
  const path = "listeners.certificateArns";
  const problems = certificateArns.flatMap((arn, index): Problem[] => {
    const at = `${path}[${index}]`;
    if (isArn(arn, /^(acm:[a-z0-9-]+:\d{12}:certificate|iam::\d{12}:server-certificate)\/.+$/)) return checkRegion("certificate-arn", at, arn, cluster.region, pages.certificates);
    return [{ code: "certificate-arn", path: at, got: show(arn), expected: "the ARN of a certificate of ACM, or of IAM", see: pages.certificates }];
  });
  const hasHosts = tlsHosts.length > 0 || rules.some(({ host }) => host !== undefined);
  if (hasHttps(listeners) && certificateArns.length === 0 && !hasHosts) {
    const expected = "a certificate, or hosts in rules or tlsHosts by which the controller can find one";
    problems.push({ code: "certificate-missing", path, got: "empty, with an HTTPS port", expected, see: pages.certificates });
  }
  if (!hasHttps(listeners) && (certificateArns.length > 0 || createCertificate !== undefined)) {
    problems.push({ code: "certificate-unused", path, got: "given without an HTTPS port", expected: "an HTTPS port in listeners.ports", see: pages.certificates });
  }
  return problems;
}

/** A policy of TLS listeners. */
export function checkTlsPolicy(path: string, policy: string | undefined): Problem[] {
  if (policy === undefined) return [];
  const oldest = oldestTls(policy);
  const see = pages.tlsPolicies;
  if (oldest === undefined) return [{ code: "tls-policy", path, got: show(policy), expected: `a policy of AWS, such as ${recommendedTlsPolicy}`, see, severity: "dated" }];
  if (oldest === "1.2" || oldest === "1.3") return [];
  return [{ code: "tls-policy-old", path, got: `${show(policy)}, which lets clients speak TLS ${oldest}`, expected: `${recommendedTlsPolicy}, or another one from TLS 1.2`, see, severity: "warning" }];
}

function checkCreated({ listeners, rules }: IngressSettings): Problem[] {
  const { createCertificate: created, certificateArns } = listeners;
  if (created === undefined) return [];
  const path = "listeners.createCertificate";
  const problems: Problem[] = [];
  if (certificateArns.length > 0) problems.push({ code: "create-certificate", path, got: "given with certificateArns, which win", expected: "one of the two", see: pages.certificates });
  if (!rules.some(({ host }) => host !== undefined) && listeners.tlsHosts.length === 0) {
    problems.push({ code: "create-certificate", path, got: "given without hosts", expected: "hosts in rules or tlsHosts: the certificate is for them", see: pages.certificates });
  }
  const { privateCaArn } = created;
  if (privateCaArn !== undefined && !isArn(privateCaArn, /^acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[\w-]+$/)) {
    problems.push({ code: "create-certificate", path: `${path}.privateCaArn`, got: show(privateCaArn), expected: "the ARN of a private certificate authority", see: pages.certificates });
  }
  return problems;
}

/** What all members of a load balancer have together. */
export function checkListenerQuotas(path: string, ports: readonly IngressListener[], certificates: number): Problem[] {
  const problems: Problem[] = [];
  const count = new Set(ports.map(({ port }) => port)).size;
  if (count > quotas.listeners) problems.push({ code: "listener-quota", path: `${path}listeners.ports`, got: `${count} ports`, expected: `at most ${quotas.listeners}, or a raised quota`, see: pages.quotas, severity: "dated" });
  // The first one is the default certificate, which the quota leaves out.
  if (certificates > quotas.moreCertificates + 1) {
    problems.push({ code: "certificate-quota", path: `${path}listeners.certificateArns`, got: `${certificates} certificates`, expected: `at most ${quotas.moreCertificates + 1}, or a raised quota`, see: pages.quotas, severity: "dated" });
  }
  return problems;
}
