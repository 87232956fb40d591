import { compilePathPattern } from '../go/path-match.ts';
import type { Manifest } from './manifest.ts';

/**
 * Selects as `--show-only` does (cmd/template.go of Helm 4.2.4): for each pattern, in order, the objects of the
 * templates that it matches; an object that two patterns match is returned twice. A pattern is matched with the
 * template's name without the chart's: `templates/*.yaml`, with the rules of Go's filepath.Match.
 *
 * @returns the objects, and the patterns that match nothing
 */
export function showOnly(
  manifests: readonly Manifest[],
  patterns: readonly string[],
): { manifests: Manifest[]; missing: string[] } {
  const shown: Manifest[] = [];
  const missing: string[] = [];
  for (const pattern of patterns) {
    const expression = compilePathPattern(pattern);
    const found = manifests.filter(({ source }) => expression?.test(source.slice(source.indexOf('/') + 1)));
    if (found.length === 0) missing.push(pattern);
    shown.push(...found);
  }
  return { manifests: shown, missing };
}

/** Whether an object is a hook. */
export const isHook = ({ hooks }: Manifest): boolean => hooks.length > 0;

/** Whether an object is a hook of the event `test`. */
export const isTest = ({ hooks }: Manifest): boolean => hooks.includes('test');
