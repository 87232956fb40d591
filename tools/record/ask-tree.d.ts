export interface TreeCase {
  readonly name: string;
  /** A values file. */
  readonly values: string;
}

export type TreeAnswer =
  | { readonly charts: Readonly<Record<string, { readonly values: unknown; readonly dependencies: unknown }>> }
  | { readonly error: string };

export function readTreeCases(): readonly TreeCase[];
export function makeTree(folder: string): string;
export function askTree(helm: string, chart: string, one: TreeCase): Promise<TreeAnswer>;
