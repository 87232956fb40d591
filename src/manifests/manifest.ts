import type { Problem } from '../problems.ts';
import { readYaml } from '../yaml/read.ts';
import { isMap, type Value, type ValueMap } from '../yaml/value.ts';

/** One Kubernetes object as a template printed it. */
export interface Manifest {
  /** The template that printed it, as in the `# Source:` line: `kilo/templates/daemonset.yaml`. */
  readonly source: string;
  /** The template's text of the object, without document marks and surrounding blank lines. */
  readonly text: string;
  readonly object: ValueMap;
  readonly kind: string;
  /** `helm.sh/hook`'s events; empty for what is no hook. */
  readonly hooks: readonly string[];
}

/** What one template printed. */
export interface RenderedFile {
  readonly source: string;
  /** The template's file, for problems. */
  readonly file: string;
  readonly text: string;
}

/** A document mark as Helm finds it (releaseutil.SplitManifests): at the start of a line, whatever follows. */
const MARK = /^---[ \t]*/m;

/**
 * Splits what a template printed into its objects. Empty documents and those of comments alone are dropped.
 *
 * @returns the objects in their order, and a problem for each document that is none
 */
export function readManifests(file: RenderedFile): { manifests: Manifest[]; problems: Problem[] } {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  let number = 0;
  for (const part of file.text.split(MARK)) {
    const text = part.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
    if (!/^[ \t]*[^#\s]/m.test(text)) continue;
    number++;
    const read = readYaml(text, { name: file.file });
    if (read.problems.length > 0) {
      problems.push(...read.problems.map((problem) => inRendered(problem, text, file)));
      continue;
    }
    for (const document of read.documents) {
      if (document.value === null) continue;
      const fault = faultOf(document.value);
      if (fault) problems.push(notAnObject(fault, document.value, number, file));
      else manifests.push(manifestOf(document.value as ValueMap, text, file.source));
    }
  }
  return { manifests, problems };
}

function manifestOf(object: ValueMap, text: string, source: string): Manifest {
  const hook = annotationsOf(object)?.['helm.sh/hook'];
  const hooks = typeof hook === 'string' ? hook.split(',').map((event) => event.trim().toLowerCase()) : [];
  return { source, text, object, kind: object.kind as string, hooks };
}

function annotationsOf({ metadata }: ValueMap): ValueMap | undefined {
  return isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : undefined;
}

interface Fault {
  readonly message: string;
  readonly hint: string;
}

/** What an API server would refuse before it looks at the kind. */
function faultOf(value: Value): Fault | undefined {
  if (!isMap(value)) {
    return { message: `is ${Array.isArray(value) ? 'a list' : 'a single value'}, not a Kubernetes object`, hint: 'an object has apiVersion, kind and metadata.name' };
  }
  for (const field of ['apiVersion', 'kind'] as const) {
    const found = value[field];
    if (typeof found === 'string' && found !== '') continue;
    const what = found === undefined || found === null ? `has no ${field}` : `has a wrong ${field}`;
    return { message: what, hint: field === 'kind' ? 'write kind: ConfigMap, or whatever it is' : 'write apiVersion: v1, or the group of its kind' };
  }
  if (isList(value)) return undefined;
  const { metadata } = value;
  if (!isMap(metadata)) return { message: 'has no metadata', hint: 'write metadata: {name: …}' };
  const name = metadata.name ?? metadata.generateName;
  if (typeof name !== 'string' || name === '') return { message: 'has no metadata.name', hint: 'write metadata: {name: …}' };
  return undefined;
}

const isList = ({ kind, items }: ValueMap): boolean => typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);

function notAnObject({ message, hint }: Fault, value: Value, number: number, { source, file }: RenderedFile): Problem {
  return {
    code: 'manifest-object',
    severity: 'error',
    message: `document ${number} of ${source} ${message}${describe(value)}`,
    where: { file },
    hint,
  };
}

/** Enough of an object for its author to know it again. */
function describe(value: Value): string {
  if (!isMap(value)) return '';
  const { kind, metadata } = value;
  const name = isMap(metadata) ? metadata.name : undefined;
  const words = [kind, name].filter((word) => typeof word === 'string' && word !== '');
  if (words.length > 0) return ` (${words.join(' ')})`;
  const keys = Object.keys(value).slice(0, 4).join(', ');
  return keys ? ` (it has ${keys})` : '';
}

/** A fault of the rendered text: told with the rendered line, since the template has no such line. */
function inRendered(problem: Problem, text: string, { source, file }: RenderedFile): Problem {
  const line = problem.where?.line;
  const shown = problem.where?.source ?? (line === undefined ? undefined : text.split('\n')[line - 1]);
  return {
    ...problem,
    code: 'manifest-yaml',
    severity: 'error',
    message: `${source} renders to text that is not a Kubernetes manifest: ${problem.message}${shown === undefined ? '' : `, at "${shown.trim()}"`}`,
    where: { file },
  };
}
