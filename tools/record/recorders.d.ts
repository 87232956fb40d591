export const RECORDERS: Readonly<Record<string, readonly [module: string, needs: string, writes: string]>>;
