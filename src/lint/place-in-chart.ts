import type { Manifest } from '../manifests/index.ts';
import type { Problem, RenderedPlace } from '../problem/problem.ts';
import { placeInTemplates, type Release, type RenderRequest } from '../release/index.ts';
import { LineMap } from '../yaml/lines.ts';
import { nameOf } from './kubernetes/read.ts';
import type { LintProblem } from './problem.ts';
import { findInText } from './yaml-text.ts';

/** A release, with its objects. */
interface Rendered {
  readonly request: RenderRequest;
  readonly outputs: Release['outputs'];
  readonly objects: readonly { readonly manifest: Manifest }[];
}

/**
 * Problems that no value of the user causes are placed at the line of the template that printed the wrong output.
 *
 * @returns all of the problems, in their order
 */
export async function placeInChart(rendered: Rendered, problems: readonly Problem[]): Promise<Problem[]> {
  const { request, objects, outputs } = rendered;
  const manifests = new Map(objects.map(({ manifest }) => [keyOf(manifest.kind, nameOf(manifest.object)), manifest]));
  const printed = new Map(outputs.map((output) => [output.source, new Printed(output)]));
  const marked = problems.map((problem: Problem & Pick<LintProblem, 'object'>) => {
    const { object, where } = problem;
    const manifest = object && where?.path === undefined ? manifests.get(keyOf(object.kind, object.name)) : undefined;
    return manifest && object ? mark(problem, manifest, object.path, printed.get(manifest.source)) : problem;
  });
  const placed = await placeInTemplates(request, marked);
  // The output is shown only for errors of the text.
  return placed.map((problem, index) => {
    if (problem.rendered === undefined || problems[index]?.rendered !== undefined) return problem;
    const { rendered: _, ...rest } = problem;
    return withColumn(rest, problems[index]);
  });
}

/**
 * The column of the wrong key in a line of a template, if the line contains it; otherwise where the line's text begins.
 */
function withColumn(problem: Problem, { object }: Problem & Pick<LintProblem, 'object'> = problem): Problem {
  const { where } = problem;
  if (where?.source === undefined || where.column !== undefined) return problem;
  const key = object?.path.findLast((step) => typeof step === 'string');
  const found = key === undefined ? -1 : where.source.indexOf(`${key}:`);
  const column = Math.max(found, where.source.search(/\S/), 0) + 1;
  return { ...problem, where: { ...where, column } };
}

const keyOf = (kind: string, name: string): string => `${kind}\0${name}`;

/** What a template printed. */
class Printed {
  readonly output: Release['outputs'][number];
  readonly lines: LineMap;
  /** Where its documents begin. */
  readonly #starts = new Map<string, number>();
  #latest: { readonly text: string; readonly start: number } | undefined;

  constructor(output: Release['outputs'][number]) {
    this.output = output;
    const { text } = output;
    this.lines = new LineMap(text);
    let offset = 0;
    for (const part of text.split(SEPARATOR)) {
      const document = part.trim();
      if (!this.#starts.has(document)) this.#starts.set(document, offset + part.indexOf(document));
      offset += part.length + SEPARATOR.length;
    }
  }

  /** The offset of the text of a manifest. Many problems of one manifest come one after another. */
  startOf(text: string): number {
    if (this.#latest?.text !== text) {
      const start = this.#starts.get(text.trim()) ?? Math.max(0, this.output.text.indexOf(text));
      this.#latest = { text, start };
    }
    return this.#latest.start;
  }
}

const SEPARATOR = '\n---\n';

/** The problem with its place in what the template printed. */
function mark(
  problem: Problem,
  { source, text, object }: Manifest,
  path: readonly (string | number)[],
  printed: Printed | undefined,
): Problem {
  if (!printed) return problem;
  const { line } = printed.lines.locate(printed.startOf(text) + (findInText(text, object, path) ?? 0));
  const rendered: RenderedPlace = { source, line, lines: [], first: 1 };
  return { ...problem, where: { file: printed.output.file }, rendered };
}
