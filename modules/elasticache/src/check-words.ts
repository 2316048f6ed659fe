import { oneOf, type Problem } from "@terrace/core";
import type { ReplicationGroupSettings } from "./settings";

/** Engines with shards and replicas. */
export const engines = ["redis", "valkey"] as const;
/** What shards a replication group has. */
export const clusterModes = ["disabled", "compatible", "enabled"] as const;

/** Words that decide which rules and resources there are. Nothing else is looked at while one of them is not a word. */
export function checkWords({ engine, topology, encryption, authentication, logs, snapshots, autoscaling }: ReplicationGroupSettings): Problem[] {
  const { by } = authentication;
  return [
    ...oneOf("engine", engine, engines),
    ...oneOf("topology.clusterMode", topology.clusterMode, clusterModes),
    ...oneOf("encryption.inTransit", encryption.inTransit, ["off", "preferred", "required"]),
    ...(by === "nothing" ? [] : oneOf("authentication.by", by, ["user-group", "token"])),
    ...(by === "token" ? oneOf("authentication.updateStrategy", authentication.updateStrategy, ["ROTATE", "SET", "DELETE"]) : []),
    ...(by === "user-group" && authentication.engine !== undefined ? oneOf("authentication.engine", authentication.engine, engines) : []),
    ...Object.entries(logs).flatMap(([type, { to, format }]) => [
      ...oneOf(`logs.${type}.to`, to, ["cloudwatch", "firehose"]),
      ...oneOf(`logs.${type}.format`, format, ["json", "text"]),
    ]),
    // A word that is not none would make no snapshot, and nobody would be told.
    ...(typeof snapshots.final === "string" ? oneOf("snapshots.final", snapshots.final, ["none"]) : []),
    ...(autoscaling.shards === undefined ? [] : oneOf("autoscaling.shards.metric", autoscaling.shards.metric, ["engine-cpu", "memory"])),
  ];
}
