import { problemsOf, testStack } from "@terrace/testkit";
import { Ec2Service } from "../src/ec2-service";
import { FargateService } from "../src/fargate-service";
import { OneOffTask } from "../src/one-off-task";
import { ec2Valid, image, instanceSecurityGroup, targetGroup, task, valid, web } from "./fixtures";

/** A value that TypeScript would refuse, as it comes from a program without its types. */
function untyped(text: string) {
  return new Function("targetGroup", `return (${text})`)(targetGroup);
}

test.each<[string, string[]]>([
  ["{ deployment: { circuitBreaker: true } }", ["not-one-of deployment.circuitBreaker"]],
  ["{ deployment: { strategy: { kind: 'bluegreen' } } }", ["not-one-of deployment.strategy.kind", "needs-provider deployment.strategy"]],
  ["{ deployment: { codeDeploy: { traffic: { kind: 'half' } } } }", ["not-one-of deployment.codeDeploy.traffic.kind"]],
  ["{ deployment: { codeDeploy: { rollbackOn: ['alarm'] } } }", ["not-one-of deployment.codeDeploy.rollbackOn[0]"]],
  ["{ discovery: { namespaceId: 'ns-1', records: ['CNAME'] } }", ["not-one-of discovery.records[0]"]],
  ["{ serviceConnect: { proxyLogs: { mode: 'async' } } }", ["not-one-of serviceConnect.proxyLogs.mode"]],
  ["{ serviceConnect: { accessLogs: { format: 'json' } } }", ["not-one-of serviceConnect.accessLogs.format", "needs-provider serviceConnect.accessLogs"]],
  ["{ targets: { web: { targetGroup: { ...targetGroup, loadBalancer: 'alb' } } } }", ["not-one-of targets.web.targetGroup.loadBalancer"]],
  ["{ scaling: { min: 1, max: 2, predictive: { targetPercent: 50, metric: 'CPU' } } }", ["not-one-of scaling.predictive.metric", "needs-provider scaling.predictive"]],
  ["{ scaling: { min: 1, max: 2, predictive: { targetPercent: 50, metric: 'cpu', mode: 'on' } } }", ["not-one-of scaling.predictive.mode", "needs-provider scaling.predictive"]],
  ["{ scaling: { min: 1, max: 2, steps: { busy: { changes: [], adjustment: 'Add' } } } }", ["not-one-of scaling.steps.busy.adjustment"]],
  ["{ scaling: { min: 1, max: 2, steps: { busy: { changes: [], aggregation: 'Sum' } } } }", ["not-one-of scaling.steps.busy.aggregation"]],
  ["{ scaling: { min: 1, max: 2, steps: { busy: { changes: [], alarm: { metric: 'disk' } } } } }", ["not-one-of scaling.steps.busy.alarm.metric"]],
  ["{ scaling: { min: 1, max: 2, steps: { busy: { changes: [], alarm: { metric: 'cpu', comparison: 'above' } } } } }", ["not-one-of scaling.steps.busy.alarm.comparison"]],
  ["{ scaling: { min: 1, max: 2, steps: { busy: { changes: [], alarm: { metric: 'cpu', missingData: 'bad' } } } } }", ["not-one-of scaling.steps.busy.alarm.missingData"]],
])("a service with %s", (change, expected) => {
  expect(problemsOf(() => new FargateService(testStack(), "web", { ...valid, ...untyped(change) }))).toEqual(expected);
});

const taskWords: [string, string[]][] = [
  ["{ platform: { architecture: 'arm64' } }", ["not-one-of task.platform.architecture"]],
  ["{ platform: { operatingSystem: 'WINDOWS' } }", ["not-one-of task.platform.operatingSystem"]],
  ["{ pidMode: 'shared' }", ["not-one-of task.pidMode"]],
  ["{ volumes: [{ name: 'data', fileSystemId: 'fs-01234567', transitEncryption: true }] }", ["not-one-of task.volumes.data.transitEncryption"]],
  ["{ volumes: [{ name: 'data', fileSystemId: 'fs-01234567', iam: 'on' }] }", ["not-one-of task.volumes.data.iam"]],
  ["{ volumes: [{ name: 'data', ebs: { type: 'gp4' } }] }", ["not-one-of task.volumes.data.ebs.type"]],
  ["{ volumes: [{ name: 'data', ebs: { fileSystem: 'btrfs' } }] }", ["not-one-of task.volumes.data.ebs.fileSystem"]],
];

test.each(taskWords)("a task with %s", (change, expected) => {
  const changed = { ...task, ...untyped(change) };
  expect(problemsOf(() => new FargateService(testStack(), "web", { ...valid, task: changed }))).toEqual(expected);
  expect(problemsOf(() => new OneOffTask(testStack(), "task", { ...valid, task: changed }))).toEqual(expected);
});

test.each<[string, string[]]>([
  ["{ log: { driver: 'logentries' } }", ["not-one-of task.containers.web.log.driver"]],
  ["{ log: { driver: 'awslogs', mode: 'async' } }", ["not-one-of task.containers.web.log.mode"]],
  ["{ log: { driver: 'splunk', url: 'https://splunk', format: 'xml', token: { from: 'vault' } } }", ["not-one-of task.containers.web.log.format"]],
  ["{ log: { driver: 'splunk', url: 'https://splunk', token: { from: 'vault' } } }", ["not-one-of task.containers.web.log.token.from"]],
  ["{ log: { driver: 'awsfirelens', output: { to: 'kafka' } } }", ["not-one-of task.containers.web.log.output.to"]],
  ["{ log: { driver: 'awsfirelens', output: { to: 'newrelic', dataCenter: 'ap', licenseKey: {} } } }", ["not-one-of task.containers.web.log.output.dataCenter"]],
  ["{ log: { driver: 'awsfirelens', secretOptions: { key: { from: 'ssm' } } } }", ["not-one-of task.containers.web.log.secretOptions.key.from"]],
  ["{ secrets: { KEY: { from: 'ssm', arn: '' } } }", ["not-one-of task.containers.web.secrets.KEY.from"]],
  ["{ logRouter: 'vector' }", ["not-one-of task.containers.web.logRouter.type"]],
  ["{ logRouter: { type: 'fluentbit', config: { from: 'http' } } }", ["not-one-of task.containers.web.logRouter.config.from"]],
  ["{ ports: [{ port: 80, protocol: 'TCP' }] }", ["not-one-of task.containers.web.ports[0].protocol"]],
  ["{ ports: [{ port: 80, appProtocol: 'https' }] }", ["not-one-of task.containers.web.ports[0].appProtocol"]],
  ["{ dependsOn: { db: 'healthy' } }", ["not-one-of task.containers.web.dependsOn.db"]],
  ["{ versionConsistency: 'on' }", ["not-one-of task.containers.web.versionConsistency"]],
])("a container with %s", (change, expected) => {
  const changed = { ...task, containers: { web: { ...web, ...untyped(change) } } };
  expect(problemsOf(() => new FargateService(testStack(), "web", { ...valid, task: changed }))).toEqual(expected);
});

test.each<[string, string[]]>([
  ["{ task: { networkMode: 'nat', containers: {} } }", ["not-one-of task.networkMode"]],
  ["{ task: { ipcMode: 'private', containers: {} } }", ["not-one-of task.ipcMode"]],
  ["{ task: { volumes: [{ name: 'data', docker: { scope: 'service' } }], containers: {} } }", ["not-one-of task.volumes.data.docker.scope"]],
  [
    "{ task: { containers: { web: { image: 'shop/web:1', linux: { devices: { '/dev/fuse': { hostPath: '/dev/fuse', permissions: ['all'] } } } } } } }",
    ['not-one-of task.containers.web.linux.devices["/dev/fuse"].permissions[0]'],
  ],
  ["{ placement: { strategies: [{ type: 'pack' }] } }", ["not-one-of placement.strategies[0].type"]],
])("a service on instances with %s", (change, expected) => {
  expect(problemsOf(() => new Ec2Service(testStack(), "web", { ...ec2Valid, instanceSecurityGroup, ...untyped(change) }))).toEqual(expected);
});

test("words of containers that are JSON are told by their reader", () => {
  const containers = [{ name: "web", image, versionConsistency: "on" }];
  expect(problemsOf(() => new FargateService(testStack(), "web", { ...valid, task: { ...task, containers } }))).toEqual(["json-type task.containers[0].versionConsistency"]);
});
