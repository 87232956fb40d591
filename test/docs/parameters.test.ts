import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { leaves } from '../../tools/generate/chart-parameters.ts';
import { printParameters } from '../../tools/generate/parameters.ts';
import { at, release } from '../kilo/render.ts';
import { blocksOf, DOCUMENTS } from './pages.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url);
const values: unknown = parse(readFileSync(path('values.yaml'), 'utf8'));

describe('the parameters are the same in docs/parameters.md, the schema and values.yaml', () => {
  test('docs/parameters.md: every parameter, in the words of the schema', () => {
    expect(readFileSync(path('docs/parameters.md'), 'utf8')).toContain(`\n${printParameters()}\n`);
  });

  test('docs/parameters.md: every parameter is in one table', () => {
    for (const { name } of leaves) {
      expect(printParameters().split(`| \`${name}\` |`), name).toHaveLength(2);
    }
  });

  test('values.yaml: every parameter with its default', () => {
    for (const { name, default: value } of leaves) {
      const found = at(values, `/${name.replaceAll('.', '/')}`);
      expect(found, name).toEqual(value);
    }
  });

  test('values.yaml: only parameters', () => {
    const names = new Set(leaves.map(({ name }) => name));
    const unknown = (value: unknown, name: string): string[] => {
      if (names.has(name)) return [];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [name];
      return Object.entries(value).flatMap(([key, item]) => unknown(item, name === '' ? key : `${name}.${key}`));
    };
    expect(unknown(values, '')).toEqual([]);
  });

  test('the schema describes every parameter', () => {
    for (const { name, description, default: value } of leaves) {
      expect(description, name).toMatch(/^[A-Z`]/);
      expect(value, name).not.toBeUndefined();
    }
  });
});

describe('the examples of the documents', () => {
  const examples = DOCUMENTS.flatMap((page) => blocksOf(page, 'yaml'));

  test.each(examples)('render: $place', async ({ text }) => {
    expect((await release(parse(text) as object)).errors).toEqual([]);
  });

  test('are all there', () => expect(examples.length).toBeGreaterThanOrEqual(7));
});
