/**
 * An app with every form in which cdktf passes values on: the test of equality writes it with and without fast-synth.
 *
 * It makes no sense as infrastructure. What counts is that each way through cdktf's `resolve` is taken.
 */
import path from "node:path";
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  Annotations,
  App,
  Aspects,
  AssetType,
  conditional,
  DataTerraformRemoteStateS3,
  Fn,
  type IAspect,
  Lazy,
  Op,
  propertyAccess,
  rawString,
  ref,
  S3Backend,
  TerraformAsset,
  TerraformCount,
  DataResource,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from "cdktf";
import type { Construct, IConstruct } from "constructs";

class TagEverything implements IAspect {
  visit(node: IConstruct): void {
    if (TerraformResource.isTerraformResource(node)) node.addOverride("tags.Path", node.node.path);
  }
}

class Producer extends TerraformStack {
  readonly vpc: Vpc;
  readonly zones: DataAwsAvailabilityZones;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const provider = new AwsProvider(this, "aws", { region: "ap-northeast-1", defaultTags: [{ tags: { Stack: id } }] });
    const other = new AwsProvider(this, "aws-other", { alias: "other", region: "us-east-1" });
    new S3Backend(this, { bucket: "states", key: `${id}.tfstate`, region: "ap-northeast-1" });
    this.zones = new DataAwsAvailabilityZones(this, "zones", { provider: other, state: "available" });
    this.vpc = new Vpc(this, "vpc", {
      provider,
      cidrBlock: "10.0.0.0/16",
      tags: { Name: `${id}-main`, "kubernetes.io/cluster/a-e1": "shared" },
      lifecycle: { preventDestroy: true, ignoreChanges: ["tags"] },
    });
    this.strings();
    this.collections();
    this.iterators();
    this.escapeHatches();
  }

  private strings() {
    const { vpc, zones } = this;
    const name = new TerraformVariable(this, "name", { type: "string", default: "x", validation: [{ condition: true, errorMessage: "e" }] });
    const size = new TerraformVariable(this, "size", { type: "number", default: 1e21 });
    const local = new TerraformLocal(this, "local", { nested: { id: vpc.id, list: [vpc.arn, `${vpc.arn}/*`] } });
    const values = {
      plain: "a-e1 1e5 -e- |e| ${not.ours} $${escaped} %{ if } \" \n \u00e9 \u2028",
      token: vpc.id,
      concatenated: `arn:${vpc.id}:${vpc.arn}-1e5-${name.stringValue}`,
      number: size.numberValue,
      numberInString: `1e5 items, ${size.numberValue} more, 0x1e5`,
      numbers: [0, -0, 1.5, -1e300, 1e300, Number.MIN_VALUE],
      twice: `${vpc.id}${vpc.id}`,
      functions: Fn.join("-", [Fn.upper(name.stringValue), `lit "${vpc.id}" \${x}`, Fn.lookup({ a: vpc.id }, "a", "b")]),
      encoded: Fn.jsonencode({ id: vpc.id, list: [vpc.arn, 1, true], deep: { a: { b: zones.names } } }),
      operators: Op.and(Op.gt(size.numberValue, 1e3), Op.not(vpc.enableDnsSupport)),
      sum: Op.add(size.numberValue, 2),
      conditional: conditional(vpc.enableDnsSupport, `${vpc.id}/a`, rawString('raw "b"')),
      element: Fn.element(zones.names, 0),
      property: propertyAccess(zones.names, [0, "*", "id", "with-dash"]),
      reference: ref("aws_vpc.vpc.id", this),
      local: local.asAnyMap,
      raw: Fn.rawString("C:\\${x}"),
      lazy: Lazy.stringValue({ produce: () => `lazy ${vpc.id}` }),
      lazyNumber: Lazy.numberValue({ produce: () => 7 }),
      lazyInString: `before ${Token.asString(Lazy.numberValue({ produce: () => 8 }))} after`,
      intrinsic: Token.asString({ some: "object", [vpc.id]: 1 }),
      [`key ${vpc.id}`]: "token in a key",
      "1e5": "number in a key",
      "10": "keys that look like numbers are sorted as text",
      "9": "so this one comes last",
    };
    new DataResource(this, "strings", { input: values });
    for (const key of ["concatenated", "functions", "encoded", "property"] as const) {
      new TerraformOutput(this, `output-${key}`, { value: values[key], description: `of ${vpc.id}`, sensitive: true });
    }
  }

  private collections() {
    const { vpc, zones } = this;
    new DataResource(this, "collections", {
      input: {
        list: zones.names,
        listOfLists: [zones.names, ["a", vpc.id], []],
        map: Token.asStringMap(ref("local.map", this)),
        anyMap: Token.asAnyMap(ref("local.any", this)),
        numberMap: Token.asNumberMap(ref("local.numbers", this)),
        numberList: Token.asNumberList(ref("local.number_list", this)),
        oneNumber: [Token.asNumber(ref("local.number", this))],
        lazyList: Lazy.listValue({ produce: () => [vpc.id, "b"] }),
        lazyEmpty: Lazy.listValue({ produce: () => [] }, { omitEmpty: true }),
        lazyAny: Lazy.anyValue({ produce: () => ({ a: [vpc.id, undefined, null, { b: undefined }] }) }),
        lazyEmptyArray: Lazy.anyValue({ produce: () => [] }, { omitEmptyArray: true }),
        empty: { list: [], map: {}, string: "", zero: 0, no: false, nothing: null, missing: undefined },
        holes: [undefined, "a", undefined, null, [undefined]],
        nullToken: Token.nullValue(),
        deep: { a: { b: { c: { d: { e: [{ f: [[vpc.id]] }] } } } } },
        flattened: Fn.flatten([zones.names, [vpc.id]]),
        merged: Fn.merge([{ a: vpc.id }, Token.asAnyMap(ref("local.any", this))]),
        range: Fn.cidrsubnets(vpc.cidrBlock, [4, 4, 8]),
        date: new Date(0),
      },
    });
  }

  private iterators() {
    const { vpc, zones } = this;
    const overZones = TerraformIterator.fromList(zones.names);
    const each = new Subnet(this, "subnet-each", {
      forEach: overZones,
      vpcId: vpc.id,
      availabilityZone: overZones.value,
      tags: { Name: `${vpc.id}-${overZones.key}` },
    });
    const ports = TerraformIterator.fromMap({ http: { port: 80 }, https: { port: 443 } });
    new SecurityGroup(this, "dynamic", {
      vpcId: vpc.id,
      ingress: ports.dynamic({ fromPort: ports.getNumber("port"), toPort: ports.getNumber("port"), protocol: "tcp" }),
      egress: [{ fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }],
    });
    const count = TerraformCount.of(3);
    const counted = new Subnet(this, "subnet-count", { count, vpcId: vpc.id, cidrBlock: Fn.cidrsubnet(vpc.cidrBlock, 8, count.index) });
    const subnets = TerraformIterator.fromResources(each);
    new TerraformOutput(this, "for", { value: [overZones.keys(), overZones.pluckProperty("id"), subnets.pluckProperty("arn")] });
    new TerraformOutput(this, "splat", { value: Fn.join(",", [Token.asString(ref(`${counted.fqn}.*.id`, this))]) });
  }

  private escapeHatches() {
    const { vpc } = this;
    const instance = new Instance(this, "instance", {
      ami: "ami-1e5e5e",
      instanceType: "t3.nano",
      dependsOn: [vpc],
      connection: { type: "ssh", host: vpc.id, user: "ec2-user" },
      provisioners: [
        { type: "local-exec", command: `echo ${vpc.id}`, environment: { A: vpc.arn } },
        { type: "file", source: "a", destination: `/tmp/${vpc.id}` },
      ],
      lifecycle: { createBeforeDestroy: true, replaceTriggeredBy: [vpc], precondition: [{ condition: Op.eq(vpc.id, "a"), errorMessage: `not ${vpc.id}` }] },
      metadataOptions: { httpTokens: "required" },
      ebsBlockDevice: [{ deviceName: "a", volumeSize: 1 }],
      userData: Fn.base64encode(Fn.templatefile("a.tftpl", { id: vpc.id, list: this.zones.names })),
    });
    instance.addOverride("ebs_block_device.0.volume_size", 2);
    instance.addOverride("metadata_options", undefined);
    instance.addOverride("credit_specification.cpu_credits", `\${${vpc.fqn}.id}`);
    const moved = new DataResource(this, "moved", { input: { id: vpc.id } });
    moved.moveFromId("terraform_data.before");
    new DataResource(this, "target", {}).addMoveTarget("here");
    new DataResource(this, "source", {}).moveTo("here");
    new DataResource(this, "imported", {}).importFrom("id-1e5");
    new TerraformHclModule(this, "module", { source: "terraform-aws-modules/vpc/aws", variables: { id: vpc.id, zones: this.zones.names }, dependsOn: [vpc] });
    const asset = new TerraformAsset(this, "asset", { path: path.resolve("tools/fast-synth/replacements"), type: AssetType.ARCHIVE });
    new TerraformOutput(this, "asset-path", { value: `${asset.path} ${asset.fileName} ${asset.assetHash}` });
    this.addOverride("terraform.required_version", ">= 1.10");
    this.addOverride("locals.overridden", { id: vpc.id, list: this.zones.names, missing: undefined });
    Annotations.of(vpc).addInfo("an annotation");
  }
}

class Consumer extends TerraformStack {
  constructor(scope: Construct, id: string, producer: Producer, before: readonly TerraformStack[]) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "ap-northeast-1" });
    const state = new DataTerraformRemoteStateS3(this, "state", { bucket: "states", key: "producer.tfstate", region: "ap-northeast-1", defaults: { a: 1 } });
    new Subnet(this, "subnet", { vpcId: producer.vpc.id, cidrBlock: state.getString("cidr"), tags: { Zone: Fn.element(producer.zones.names, 1) } });
    new TerraformOutput(this, "cross-stack", { value: [producer.vpc.arn, `${producer.vpc.id}/x`, state.get("any")] });
    for (const stack of before) this.addDependency(stack);
  }
}

// The terraform on the machine is asked for its version when something is moved or imported: not here.
const app = new App({ skipValidation: true, stackTraces: false });
Aspects.of(app).add(new TagEverything());
const producer = new Producer(app, "producer");
const consumers: TerraformStack[] = [];
for (let index = 0; index < 14; index += 1) {
  consumers.push(new Consumer(app, `consumer-${index}`, producer, consumers));
}
app.synth();
