import type { LbListenerRuleAction, LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { FixedResponseAction, RedirectAction, RuleAction, RuleConditions, WeightedAction } from "./rule-props";

/** An action as Terraform writes it, for rules and for listeners alike. */
export function actionOf(action: RuleAction, arnOf: (targetGroup: string) => string): LbListenerRuleAction {
  switch (action.type) {
    case "forward":
      return { type: "forward", targetGroupArn: arnOf(action.targetGroup) };
    case "weighted":
      return { type: "forward", forward: weightedForward(action, arnOf) };
    case "redirect":
      return { type: "redirect", redirect: redirectOf(action) };
    case "fixed-response":
      return { type: "fixed-response", fixedResponse: fixedResponseOf(action) };
  }
}

function weightedForward({ weights, stickinessSeconds }: WeightedAction, arnOf: (targetGroup: string) => string) {
  return {
    targetGroup: Object.entries(weights).map(([name, weight]) => ({ arn: arnOf(name), weight })),
    // AWS wants a duration of what is switched off too, and says this one.
    stickiness: { enabled: stickinessSeconds !== undefined, duration: stickinessSeconds ?? 3600 },
  };
}

function redirectOf({ protocol, host, port, path, query, permanent }: RedirectAction) {
  return {
    statusCode: permanent === true ? "HTTP_301" : "HTTP_302",
    protocol,
    host,
    port: port === undefined ? undefined : String(port),
    path,
    query,
  };
}

function fixedResponseOf({ status, body, contentType }: FixedResponseAction) {
  return { statusCode: String(status), contentType: contentType ?? "text/plain", messageBody: body };
}

/** Conditions as Terraform writes them: one block for each kind, and one for each header and part of a query. */
export function conditionsOf({ hosts, paths, methods, headers, queries, sourceCidrs }: RuleConditions): LbListenerRuleCondition[] {
  return [
    ...(hosts === undefined ? [] : [{ hostHeader: { values: [...hosts] } }]),
    ...(paths === undefined ? [] : [{ pathPattern: { values: [...paths] } }]),
    ...(methods === undefined ? [] : [{ httpRequestMethod: { values: [...methods] } }]),
    ...Object.entries(headers ?? {}).map(([httpHeaderName, values]) => ({ httpHeader: { httpHeaderName, values: [...values] } })),
    ...(queries === undefined ? [] : [{ queryString: queries.map(({ key, value }) => ({ key, value })) }]),
    ...(sourceCidrs === undefined ? [] : [{ sourceIp: { values: [...sourceCidrs] } }]),
  ];
}
