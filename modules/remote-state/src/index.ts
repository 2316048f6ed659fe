export { keepStateIn } from "./backend";
export {
  defineContract,
  publishOutputs,
  type OutputContract,
  type OutputNames,
  type OutputSpec,
  type OutputType,
  type PublishedValues,
} from "./contract";
export { stateKey, type LocalState, type S3State, type StateLocation } from "./location";
export { OutputReader, type OutputSource } from "./output-reader";
export { StateBucket, type StateBucketProps } from "./state-bucket";
