import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

function withoutDescriptions(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutDescriptions);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === 'description' && typeof value === 'string'));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}

it("crds/ defines Peers as kilo's own manifest does, but for the descriptions", () => {
  const { metadata, spec } = parse(read('../../crds/peers.kilo.squat.ai.yaml')) as Record<string, { name: string }>;
  expect(metadata?.name).toBe('peers.kilo.squat.ai');
  expect(withoutDescriptions(spec)).toEqual((JSON.parse(read('facts.json')) as { crd: unknown }).crd);
});
