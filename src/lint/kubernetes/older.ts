import type { OpenApi } from './openapi-form.ts';

/** What differs between one minor version and the next one: null for what the older one does not have. */
export interface Step {
  readonly version: string;
  readonly kinds: Readonly<Record<string, OpenApi['kinds'][string] | null>>;
  /** The fields that differ, of a type that both versions have. */
  readonly types: Readonly<Record<string, Readonly<Record<string, string | null>> | null>>;
}

/** The schemas of the version before. */
export function applyStep({ kinds, types }: OpenApi, step: Step): OpenApi {
  const older: Record<string, Readonly<Record<string, string>>> = { ...types };
  for (const [name, fields] of Object.entries(step.types)) {
    if (fields === null) delete older[name];
    else older[name] = replace(types[name] ?? {}, fields);
  }
  return { version: step.version, kinds: replace(kinds, step.kinds), types: older };
}

function replace<T>(
  newer: Readonly<Record<string, T>>,
  changes: Readonly<Record<string, T | null>>,
): Record<string, T> {
  const older = { ...newer };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete older[key];
    else older[key] = value;
  }
  return older;
}
