import type { Tags } from "@terrace/core";
import type { EksOverrides, EksProps } from "./props";

/** EksProps with every default filled in. */
export interface EksSettings {
  readonly name: string;
  readonly retentionDays: number;
  readonly tags: Tags;
  readonly override: Required<EksOverrides>;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: EksProps): EksSettings {
  return {
    name: props.name,
    retentionDays: props.retentionDays ?? 90,
    tags: props.tags ?? {},
    override: { logGroup: props.override?.logGroup ?? {} },
  };
}
