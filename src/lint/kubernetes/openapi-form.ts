/** The form of openapi.json, which tools/extract/fetch-openapi.js writes. */
export interface OpenApi {
  /** Of Kubernetes: `v1.37.2`. */
  readonly version: string;
  /** By `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, { readonly type: string; readonly cluster?: boolean }>>;
  /**
   * The fields of each type with a word for what they hold, a `!` after what must be given: `string`, `boolean`,
   * `int32`, `int64`, `number`, `bytes`, `time`, `quantity`, `int-or-string`, `any`; `=a|b` for one of these words;
   * `[]…` for a list, `{}…` for a map; else the name of a type.
   */
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
