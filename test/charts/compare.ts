import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { readYamlText } from '../../src/yaml/read.ts';
import type { Value } from '../../src/yaml/value.ts';
import { argumentsOf, readTree, type TwinCase } from '../../tools/record/twin-chart.ts';

export interface Ran {
  readonly failed: boolean;
  readonly text: string;
  readonly stderr: string;
}

/** Runs a case with this program, in this process. */
export async function runCase(chart: string, one: TwinCase): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'kilo-chart-out-'));
  const out = join(folder, 'out');
  let stdout = '';
  let stderr = '';
  try {
    const status = await run(argumentsOf(one, chart, out), {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      stdin: async () => JSON.stringify(one.values ?? {}),
      env: {},
      cwd: folder,
    });
    if (status !== 0 && (stdout !== '' || readTree(folder) !== ''))
      throw new Error('something is left of a failed run');
    return { failed: status !== 0, text: one.outputDir ? readTree(out) : stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An object, the file of `--output-dir` that it lies in, and the template that printed it. */
export interface Printed {
  readonly file: string;
  readonly source: string | undefined;
  readonly object: Value;
}

/**
 * A stream as its objects. Documents that contain only comments, which this program drops, count for nothing; where Helm prints
 * the file of a definition as it is, the source can be in one of them.
 */
export function readStream(text: string): Printed[] {
  const printed: Printed[] = [];
  let file = '';
  // A hash of a text that both programs write in their own way.
  const comparable = text.replace(/(-certgen-)[0-9a-f]{8}\b/g, '$1HASH');
  comparable.split(/^### (.*)\n/m).forEach((part, index) => {
    if (index % 2 === 1) {
      file = part;
      return;
    }
    let source: string | undefined;
    for (const document of part.split(/^---[ \t]*\n/m)) {
      // As Go reads it; other readers take `.` or `1e999` for numbers.
      const { document: read, problems } = readYamlText(document, { name: 'stream' });
      if (!read) throw new Error(`${problems[0]?.message}\n${document}`);
      source = /^# Source: (.*)/m.exec(document)?.[1] ?? source;
      if (read.value !== null) printed.push({ file, source, object: read.value });
    }
  });
  return printed;
}
