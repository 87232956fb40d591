import fc from 'fast-check';
import type { Input } from './case.ts';
import { literalText, setFileText, setJsonText, setText } from './generate-flags.ts';
import { plainFile, valuesFile } from './generate-yaml.ts';
import { type Arb, all, many, tagged } from './tagged.ts';

interface Parts {
  readonly chart: Arb<string>;
  readonly file: Arb<string>;
  readonly files: number;
  readonly flags: number;
}

/** A whole case: files × flags × the chart's defaults. */
function wholeCase({ chart, file, files, flags }: Parts): Arb<Input> {
  const some = (text: Arb<string>) => many(text, { maxLength: flags });
  const parts = all<[string, string[], string[], string[], string[], string[], string[]]>(
    chart,
    many(file, { maxLength: files }),
    some(setJsonText),
    some(setText),
    some(setText),
    some(setFileText),
    some(literalText),
  );
  return parts.map(({ value: [defaults, texts, setJson, set, setString, setFile, setLiteral], tags }) => {
    const named = texts.map((text, i) => [`f${i}`, text] as const);
    const disk = { one: 'text of one\n', two: '', ...Object.fromEntries(named) };
    const flagged = { setJson, set, setString, setFile, setLiteral };
    return { value: { chart: defaults, disk, files: named.map(([name]) => name), ...flagged }, tags };
  });
}

const nothing: Arb<string> = fc.constant({ value: '', tags: [] });

/** One kind of case for each thing that can differ, so that an early error does not hide the rest. */
export const CASES: { readonly [title: string]: Arb<Input> } = {
  'one --set': setText.map(({ value, tags }) => ({ value: { set: [value] }, tags })),
  'one --set over a file': all<[string, string]>(plainFile, setText).map(({ value: [file, text], tags }) => ({
    value: { disk: { f: file }, files: ['f'], set: [text] },
    tags,
  })),
  'one --set-json': setJsonText.map(({ value, tags }) => ({ value: { setJson: [value] }, tags })),
  'one --set-literal': literalText.map(({ value, tags }) => ({ value: { setLiteral: [value] }, tags })),
  'one values file': valuesFile.map(({ value, tags }) => ({ value: { disk: { f: value }, files: ['f'] }, tags })),
  'names of files': many(tagged('-f', fc.string({ unit: fc.constantFrom(...'ffgg,,""% :#?\n'), maxLength: 8 })), {
    maxLength: 2,
  }).map(({ value, tags }) => ({ value: { disk: { f: 'a: 1\n', g: 'b: 2\n' }, files: value }, tags })),
  'files over defaults': wholeCase({ chart: plainFile, file: plainFile, files: 2, flags: 0 }),
  'files, flags and defaults': wholeCase({ chart: plainFile, file: plainFile, files: 2, flags: 1 }),
  everything: wholeCase({ chart: nothing, file: valuesFile, files: 1, flags: 1 }),
};
