import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { templateCommand } from '../../src/cli/commands/template.ts';
import { REFUSED, refusalOf } from '../../src/cli/flags/refused-flags.ts';
import { readHelp } from '../../tools/record/twin-chart.ts';

const HELP = new URL('../charts/goldens/helm-template-help.txt', import.meta.url);
const PAGE = new URL('../../docs/helm-differences.md', import.meta.url);
const helm = process.env.HELM;

/** Every flag of Helm's help, with its letter and whether it takes a value. */
const flags = [...readFileSync(HELP, 'utf8').matchAll(/^ +(?:(-\w), )?(--[\w-]+)(?: (\w+))?/gm)].map(
  ([, letter, name = '', value]) => ({ name, letter, takesValue: value !== undefined }),
);

const options = new Map(
  templateCommand(
    {
      stdout: { write: () => {} },
      stderr: { write: () => {} },
      stdin: async () => '',
      env: {},
      cwd: '/',
    },
    () => {},
  ).options.map((option) => [option.long, option]),
);

const rows = new Map(
  [
    ...readFileSync(PAGE, 'utf8').matchAll(
      /^\| (?:`(-\w)`, )?`(--[\w-]+)` \| (supported|different|refused) \| (.*) \|$/gm,
    ),
  ].map(([, letter, name = '', state, text]) => [name, { letter, state, text }]),
);

describe('the flags of helm template --help', () => {
  test('are many', () => expect(flags.length).toBeGreaterThan(60));

  test.each(flags)(
    '$name is accepted or refused, as docs/helm-differences.md states',
    ({ name, letter, takesValue }) => {
      const row = rows.get(name);
      expect(row, `${name} is in the table`).toBeDefined();
      expect(row?.letter).toBe(letter);
      const option = options.get(name);
      if (row?.state === 'refused') {
        expect(option).toBeUndefined();
        expect(refusalOf(name)?.hint).toBeTruthy();
        expect(row.text).not.toBe('');
        return;
      }
      expect(['supported', 'different']).toContain(row?.state);
      if (row?.state === 'different') expect(row.text).not.toBe('');
      expect(refusalOf(name)).toBeUndefined();
      if (name === '--help') return;
      expect(option, `${name} is an option`).toBeDefined();
      expect(option?.short ?? undefined).toBe(letter);
      // Helm's own help leaves out the word for some optional values.
      if (name !== '--dry-run') expect(option?.required).toBe(takesValue);
    },
  );

  test('are all that the table has', () => {
    expect([...rows.keys()].filter((name) => !flags.some((flag) => flag.name === name))).toEqual([]);
  });

  test('are flags of Helm, including hidden ones', () => {
    const hidden = ['--atomic', '--force', '--validate'];
    const unknown = Object.keys(REFUSED).filter(
      (name) => !hidden.includes(name) && !flags.some((flag) => flag.name === name),
    );
    expect(unknown).toEqual([]);
  });

  test.skipIf(!helm)('are those of this Helm', () => {
    expect(readHelp(helm as string)).toBe(readFileSync(HELP, 'utf8'));
  });
});
