import { InvalidPropsError, show, throwIfAny, type Problem } from "@terrace/core";
import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  propertyAccess,
  TerraformStack,
  Token,
  type IResolvable,
  type TerraformRemoteState,
} from "cdktf";
import type { Construct } from "constructs";
import { s3Config } from "./backend";
import {
  publishedContracts,
  unknownOutput,
  type OutputContract,
  type OutputNames,
  type OutputSpec,
  type OutputType,
} from "./contract";
import { checkLocation, placeOf, type StateLocation } from "./location";

/** Whose outputs to read. */
export interface OutputSource {
  /** Where the publishing stack keeps its state. */
  readonly location: StateLocation;
  /**
   * The publishing stack, where it is in the same app: it is then deployed first, and a contract that it does not
   * publish is refused here.
   *
   * @default - a stack of another app
   */
  readonly stack?: TerraformStack;
}

const READ_FROM = "terrace:state-read-from";

/**
 * Reads what another stack published, through one `terraform_remote_state` for each pair of stacks.
 *
 * @example
 * const network = new OutputReader(this, networkContract, { location });
 * network.getString("vpc_id");
 */
export class OutputReader<T extends Readonly<Record<string, OutputSpec>>> {
  private readonly reader: TerraformStack;
  private readonly state: TerraformRemoteState;

  /**
   * @throws InvalidPropsError [contract-not-published] when the stack is in this app and does not publish the
   * contract, [state-source-clash] when the stack reads another state that would have the same address, and what
   * {@link checkLocation} finds
   */
  public constructor(
    scope: Construct,
    private readonly contract: OutputContract<T>,
    { location, stack }: OutputSource,
  ) {
    this.reader = TerraformStack.of(scope);
    throwIfAny(this.reader, `reader of ${contract.name}`, [
      ...checkLocation(location),
      ...checkPublished(contract.name, stack),
      ...checkSource(this.reader, location),
    ]);
    if (stack !== undefined) this.reader.addDependency(stack);
    this.state = remoteState(this.reader, location);
  }

  /**
   * The text of an output.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getString(name: OutputNames<T, "string">): string {
    return this.state.getString(this.checked(name, "string"));
  }

  /**
   * The number of an output.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getNumber(name: OutputNames<T, "number">): number {
    return this.state.getNumber(this.checked(name, "number"));
  }

  /**
   * The truth of an output, for Terraform's own conditions.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getBoolean(name: OutputNames<T, "bool">): IResolvable {
    return this.state.getBoolean(this.checked(name, "bool"));
  }

  /**
   * The list of an output. Its length is known only after apply: never map it.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getList(name: OutputNames<T, "list(string)">): string[] {
    return this.state.getList(this.checked(name, "list(string)"));
  }

  /**
   * A whole map, for Terraform's own functions.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getMap(name: OutputNames<T, "map(string)">): IResolvable {
    return this.state.get(this.checked(name, "map(string)"));
  }

  /**
   * The value of one key of a map.
   *
   * @throws InvalidPropsError [output-unknown] [output-type]
   */
  public getMapValue(name: OutputNames<T, "map(string)">, key: string): string {
    return Token.asString(propertyAccess(this.state.get(this.checked(name, "map(string)")), [key]));
  }

  /** Types hold this at compile time; synthesis does not check types, so it is held here too. */
  private checked(name: string, type: OutputType): string {
    const { outputs, name: contract } = this.contract;
    const spec = outputs[name];
    if (spec?.type === type) return name;
    const problem: Problem =
      spec === undefined
        ? unknownOutput(name, contract, Object.keys(outputs))
        : { code: "output-type", path: name, got: show(spec.type), expected: show(type) };
    throw new InvalidPropsError([{ what: `reader of ${contract}`, at: this.reader.node.path, problems: [problem] }]);
  }
}

function checkPublished(contract: string, stack: TerraformStack | undefined): Problem[] {
  if (stack === undefined) return [];
  const published = publishedContracts(stack);
  if (published.includes(contract)) return [];
  const got = `${stack.node.id}, which publishes ${published.join(", ") || "nothing"}`;
  return [{ code: "contract-not-published", path: "stack", got, expected: `a stack that publishes ${contract}` }];
}

/** Two states under one address would be read as one, whichever came first. */
function checkSource(reader: TerraformStack, location: StateLocation): Problem[] {
  const id = dataSourceId(location);
  const other = reader.node.tryFindChild(id)?.node.metadata.find((entry) => entry.type === READ_FROM)?.data;
  if (other === undefined || other === placeOf(location)) return [];
  return [
    {
      code: "state-source-clash",
      path: location.kind === "s3" ? "key" : "path",
      got: `"${placeOf(location)}", while ${other} is read too`,
      expected: `one that differs: both would be data.terraform_remote_state.${id}`,
    },
  ];
}

function remoteState(reader: TerraformStack, location: StateLocation): TerraformRemoteState {
  const id = dataSourceId(location);
  const made = reader.node.tryFindChild(id);
  if (made instanceof DataTerraformRemoteStateS3 || made instanceof DataTerraformRemoteStateLocal) return made;
  const state = createRemoteState(reader, id, location);
  state.node.addMetadata(READ_FROM, placeOf(location));
  return state;
}

function createRemoteState(reader: TerraformStack, id: string, location: StateLocation): TerraformRemoteState {
  if (location.kind === "local") return new DataTerraformRemoteStateLocal(reader, id, { path: location.path });
  const state = new DataTerraformRemoteStateS3(reader, id, s3Config(location));
  state.addOverride("config.use_lockfile", true);
  return state;
}

/** All of the object key, so that the states of two projects can be read side by side; of a file its last two parts. */
function dataSourceId(location: StateLocation): string {
  const parts = location.kind === "s3" ? location.key.split("/") : location.path.split(/[\\/]/).slice(-2);
  return `state-of-${parts.join("-").replace(/\.tfstate$/, "")}`;
}
