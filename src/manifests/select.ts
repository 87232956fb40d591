import { compilePathPattern } from '../go/path-match.ts';
import type { Manifest } from './manifest.ts';

/**
 * What `--show-only` shows (cmd/template.go of Helm 4.2.4): for each pattern, in their order, the objects of the templates
 * that it matches; an object that two patterns match is shown twice. A pattern is held against the name without the
 * chart's: `templates/*.yaml`, by the rules of Go's filepath.Match.
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

export const isHook = ({ hooks }: Manifest): boolean => hooks.length > 0;

export const isTest = ({ hooks }: Manifest): boolean => hooks.includes('test');
