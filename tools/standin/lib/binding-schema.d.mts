/** The schema of a provider, as far as this repository's TypeScript reads it. */
export interface Block {
  readonly attributes: readonly { readonly name: string; readonly type?: CtyType }[];
}

/** A type in Terraform's own notation, such as `["list", "string"]`. */
export type CtyType = string | readonly (CtyType | { readonly [attribute: string]: CtyType })[];

export interface Binding {
  readonly name: string;
  /** Of the provider that the package was made from. */
  readonly version: string;
  resource(type: string): Block | undefined;
  dataSource(type: string): Block | undefined;
}

export function openBinding(packageDir: string): Binding;
