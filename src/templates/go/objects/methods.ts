import type { GoMethod, GoType, GoValue } from '../../../go/value.ts';

/** A method of an object: `run` gets the arguments that the parameters describe. */
export const method = (parameters: readonly GoType[], run: (...args: never[]) => GoValue): GoMethod => ({
  parameters,
  run,
});

/** Writes YAML as Helm's function toYaml does. */
export type WriteYaml = (value: GoValue) => string;
