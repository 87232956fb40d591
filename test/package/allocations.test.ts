import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuilt, ROOT } from './built.ts';

/** So much that nothing is collected in between. */
const ROOM = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

describe.skipIf(!isBuilt())('one more render in the same process', () => {
  it('allocates no more than it needs', () => {
    const program = join(ROOT, 'test/package/allocated.js');
    const args = ['--jitless', '--expose-gc', ...ROOM, program];
    const allocated = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' }));
    // About 540 and 610 KB, the same in each run; V8's versions differ a little. No text of another render is kept, and
    // every call is charged to the budget of the render, which an interpreter pays with a boxed number each.
    expect(allocated.text).toBeGreaterThan(10_000);
    expect(allocated.text).toBeLessThan(600_000);
    expect(allocated.manifests).toBeLessThan(680_000);
  });
});
