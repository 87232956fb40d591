/**
 * The names in one `-f` or `--api-versions`: pflag reads it as a line of CSV, so `a,b` are two names, and a name with a
 * comma or a quote is written in double quotes. Follows Go's `encoding/csv`.
 *
 * @returns the names, or Go's error message
 */
export function splitFlag(text: string): { readonly names: readonly string[] } | { readonly error: string } {
  if (text === '') return { names: [] };
  const lines = text.replaceAll('\r\n', '\n').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  // Empty lines are skipped, and only the first record is read.
  let row = lines.findIndex((line) => line !== '\n');
  if (row < 0) return { error: 'EOF' };
  const first = row;
  let line = lines[row] as string;
  const names: string[] = [];
  const wrong = (at: number, column: number, what: string) => {
    const record = at === first ? '' : `record on line ${first + 1}; `;
    return { error: `${record}parse error on line ${at + 1}, column ${column}: ${what}` };
  };
  const columnOf = (at: number): number => Buffer.byteLength((lines[row] as string).slice(0, at)) + 1;
  for (let at = 0; ; ) {
    if (line[at] !== '"') {
      const comma = line.indexOf(',', at);
      const field = line.slice(at, comma < 0 ? undefined : comma).replace(/\n$/, '');
      const quote = field.indexOf('"');
      if (quote >= 0) return wrong(row, columnOf(at + quote), 'bare " in non-quoted-field');
      names.push(field);
      if (comma < 0) return { names };
      at = comma + 1;
      continue;
    }
    let field = '';
    let from = at + 1;
    for (;;) {
      const quote = line.indexOf('"', from);
      if (quote >= 0) {
        field += line.slice(from, quote);
        const next = line[quote + 1];
        if (next === '"') {
          field += '"';
          from = quote + 2;
        } else if (next === ',' || next === undefined || next === '\n') {
          names.push(field);
          if (next !== ',') return { names };
          at = quote + 2;
          break;
        } else return wrong(row, columnOf(quote), 'extraneous or missing " in quoted-field');
      } else {
        field += line.slice(from);
        if (row + 1 >= lines.length) {
          const missing = 'extraneous or missing " in quoted-field';
          return wrong(row, columnOf(line.length), missing);
        }
        line = lines[++row] as string;
        from = 0;
      }
    }
  }
}
