import { readFileSync } from 'node:fs';

export interface Leaf {
  /** As `--set` has it: `kdaemon.resources.limits`. */
  readonly name: string;
  readonly description: string;
  readonly default: unknown;
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly default?: unknown;
}

export const schema = JSON.parse(readFileSync(new URL('../../values.schema.json', import.meta.url), 'utf8')) as Schema;

/** The chart's parameters in the schema's order: properties with a default, or without properties. */
export const leaves: readonly Leaf[] = leavesOf(schema, []);

function leavesOf({ properties = {} }: Schema, path: readonly string[]): Leaf[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = [...path, key];
    if (property.properties && property.default === undefined) return leavesOf(property, name);
    return [{ name: name.join('.'), description: property.description ?? '', default: property.default }];
  });
}
