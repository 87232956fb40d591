import type { ActionNode, CommandNode, GoFile, PipeNode } from '../../templates/index.ts';
import { isMap, type Value } from '../../yaml/value.ts';
import type { TemplateRule } from '../rule.ts';
import { type KeyLine, type Layout, layoutOf, type Spot } from '../templates/layout.ts';
import { type ChartReading, defaultAt } from '../templates/reading.ts';
import { actions, functionOf, valuesPath } from '../templates/walk.ts';

export const indent: TemplateRule = {
  id: 'template-indent',
  severity: 'warning',
  summary: 'toYaml with an indentation that does not fit the place',

  checkTemplates(chart, report) {
    for (const file of chart.files) {
      if (!/\.ya?ml$/.test(file.source.path) || !file.main) continue;
      for (const action of actions(file.main)) {
        const found = check(action, file, chart);
        if (found) report({ file, at: found.at }, found.message, found.hint);
      }
    }
  },
};

interface Found {
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}

function check(action: ActionNode, file: GoFile, chart: ChartReading): Found | undefined {
  const { commands } = action.pipe;
  const isYaml = commands.some((command) => functionOf(command) === 'toYaml');
  if (!isYaml) return undefined;
  const layout = layoutOf(file);
  const spot = layout.spot(action);
  if (spot?.after.trim() !== '') return undefined;
  const last = commands.at(-1) as CommandNode;
  const width = widthOf(last);
  const name = functionOf(last);
  const column = spot.before.search(/\S|$/);
  if (layout.isInScalar(spot.line, Math.max(column, 1))) return undefined;
  if (name === 'nindent' && width !== undefined)
    return checkWidth(last, width, spot, layout, typeOf(action.pipe, chart));
  if (spot.before.trim() !== '') return undefined;
  if (name === 'indent' && width !== undefined) {
    if (spot.trims) {
      const message = 'indent does not begin a line, and {{- joins what is printed to the line before';
      return { at: last.at, message, hint: `write | nindent ${width}` };
    }
    if (column === 0) return checkWidth(last, width, spot, layout, typeOf(action.pipe, chart));
    const message = `the first line is indented by ${column + width}, and all others by ${width}`;
    return { at: last.at, message, hint: `write {{- … | nindent ${column}}}, or begin the line with {{` };
  }
  if (name !== 'toYaml' || column === 0 || spot.trims || typeOf(action.pipe, chart) === 'unknown') return undefined;
  const message = `toYaml indents only its first line here: by ${column}, and all others not at all`;
  return { at: last.at, message, hint: `write {{- … | nindent ${column}}}` };
}

/** What an action prints with the chart's defaults. */
type Written = 'map' | 'list' | 'unknown';

function typeOf({ commands }: PipeNode, chart: ChartReading): Written {
  const source = commands[0]?.args.at(-1);
  const path = source && valuesPath(source);
  const value: Value | undefined = path && defaultAt(chart, path);
  if (Array.isArray(value)) return value.length > 0 ? 'list' : 'unknown';
  return isMap(value) && Object.keys(value).length > 0 ? 'map' : 'unknown';
}

function widthOf({ args }: CommandNode): number | undefined {
  const [, width] = args;
  return width?.kind === 'number' && width.int !== undefined ? Number(width.int) : undefined;
}

/** Whether lines that are indented by a width can follow what is above them, and be followed by what is below. */
function checkWidth(last: CommandNode, width: number, spot: Spot, layout: Layout, written: Written): Found | undefined {
  const above = spot.before.trim() === '' ? layout.above(spot.line) : undefined;
  const own = /^(\s*)((?:- +)*)[\w./-]+:\s*$/.exec(spot.before);
  const parent: Pick<KeyLine, 'column' | 'rest' | 'key'> | undefined = own
    ? { column: (own[1] ?? '').length + (own[2] ?? '').length, rest: '', key: '' }
    : above;
  if (!parent || parent.key === undefined || /^[|>&*!]/.test(parent.rest)) return undefined;
  const expected = expectedWidth(parent, layout.below(spot.lastLine), written, width);
  if (expected === undefined) return undefined;
  const where = parent.rest === '' ? 'the key that it belongs to' : 'the line above';
  const message = `${width} columns do not fit here: ${where} begins at ${parent.column}${expected.why}`;
  return { at: last.at, message, hint: `write ${functionOf(last)} ${expected.width}` };
}

function expectedWidth(
  parent: Pick<KeyLine, 'column' | 'rest'>,
  below: KeyLine | undefined,
  written: Written,
  width: number,
): { readonly width: number; readonly why: string } | undefined {
  // After `key: value`, nothing can be deeper.
  if (parent.rest !== '') return width > parent.column ? { width: parent.column, why: '' } : undefined;
  const least = parent.column + (written === 'map' ? 1 : 0);
  if (width < least) return { width: parent.column + 2, why: '' };
  const isSibling = below !== undefined && below.indent > parent.column && below.key !== undefined;
  if (!isSibling || below.indent === width) return undefined;
  return { width: below.indent, why: `, and the line below at ${below.indent}` };
}
