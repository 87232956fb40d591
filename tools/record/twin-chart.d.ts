export type TwinName = 'web' | 'stateful' | 'kilo';

export interface TwinCase {
  readonly name: string;
  /** `my-release` where there is none; empty for no NAME. */
  readonly release?: string;
  readonly args?: readonly string[];
  readonly values?: object;
  readonly outputDir?: boolean;
}

export const TWINS: Readonly<
  Record<TwinName, { readonly chart: string; readonly templates: string; readonly library?: string }>
>;
export function makeTwin(name: TwinName): { readonly folder: string; remove(): void };
export function readCases(name: TwinName): TwinCase[];
export function argumentsOf(one: TwinCase, chart: string, out: string): string[];
export function runHelm(helm: string, folder: string, one: TwinCase): { failed: boolean; text: string };
export function readTree(folder: string): string;
export function readHelp(helm: string): string;
