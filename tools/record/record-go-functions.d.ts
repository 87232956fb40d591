export function knownNames(names: string[], folder: string): string[];
export function makeChart(): string;
export function templateOf(call: string): string;
export function messageOf(stderr: string): string;
export function ask(
  calls: string[],
  folder: string,
): { call: string; answer?: string; bytes?: string; error?: string }[];
