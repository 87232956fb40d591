import type { Literal } from './literals.ts';

/** The modules that build regular expressions from parts when they are loaded. */
export const BUILDERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'src/functions/cases.ts': () => import('../../src/functions/cases.ts'),
  'src/functions/quick-match.ts': () => import('../../src/functions/quick-match.ts'),
  'src/functions/strings.ts': () => import('../../src/functions/strings.ts'),
  'src/go/semver.ts': () => import('../../src/go/semver.ts'),
  'src/lint/kubernetes/cel/parse.ts': () => import('../../src/lint/kubernetes/cel/parse.ts'),
  'src/lint/trace-ahead.ts': () => import('../../src/lint/trace-ahead.ts'),
  'src/schema/format-dates.ts': () => import('../../src/schema/format-dates.ts'),
  'src/yaml/flow.ts': () => import('../../src/yaml/flow.ts'),
  'src/yaml/lay-out.ts': () => import('../../src/yaml/lay-out.ts'),
};

/** The regular expressions that those modules build. They must not be loaded yet. */
export async function findBuilt(): Promise<Literal[]> {
  const found: Literal[] = [];
  const { RegExp: original } = globalThis;
  let place = '';
  globalThis.RegExp = new Proxy(original, {
    construct(target, [pattern, flags]: [string | RegExp, string?]) {
      const made = new target(pattern, flags);
      found.push({ place, pattern: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const [file, load] of Object.entries(BUILDERS)) {
      place = file;
      await load();
    }
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}
