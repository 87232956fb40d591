export function writeCalls(code: string, chunk: string): string;
