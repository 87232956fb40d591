export interface Entry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly flag?: string;
  readonly target?: string;
  readonly size?: number;
}

export function writeTar(entries: readonly Entry[]): Buffer;
export function packChart(directory: string, name: string): Buffer;
