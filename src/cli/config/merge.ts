import merge from 'deepmerge';

/** Merges settings over others: maps are merged, lists replaced. Neither is changed. */
export const mergeSettings = <T extends object>(under: T, over: Partial<T>): T =>
  merge(under, over, { arrayMerge: (_, list: unknown[]) => list }) as T;
