import type { Tags } from "@terrace/core";
import type { EksPlatformOverrides, EksPlatformProps } from "./props";

/** EksPlatformProps with every default filled in. */
export interface EksPlatformSettings {
  readonly name: string;
  readonly retentionDays: number;
  readonly tags: Tags;
  readonly override: Required<EksPlatformOverrides>;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: EksPlatformProps): EksPlatformSettings {
  return {
    name: props.name,
    retentionDays: props.retentionDays ?? 90,
    tags: props.tags ?? {},
    override: { logGroup: props.override?.logGroup ?? {} },
  };
}
