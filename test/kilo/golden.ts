import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Set by the one command that may change goldens: `UPDATE_GOLDENS=1 npx vitest run test/chart`. Read the diff then. */
const update = process.env.UPDATE_GOLDENS === '1';

/** Expects a text to be a file's content, or makes it so when goldens are updated. */
export function expectGolden(file: URL, text: string): void {
  if (update) writeFileSync(file, text);
  expect(existsSync(file), `${file.pathname} is missing: UPDATE_GOLDENS=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
