import type { Tags } from "@terrace/core";
import type { MyModuleOverrides, MyModuleProps } from "./props";

/** MyModuleProps with every default filled in. */
export interface MyModuleSettings {
  readonly name: string;
  readonly retentionDays: number;
  readonly tags: Tags;
  readonly override: Required<MyModuleOverrides>;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: MyModuleProps): MyModuleSettings {
  return {
    name: props.name,
    retentionDays: props.retentionDays ?? 90,
    tags: props.tags ?? {},
    override: { logGroup: props.override?.logGroup ?? {} },
  };
}
