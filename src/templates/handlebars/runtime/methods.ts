import { toBytes } from '../../../go/bytes.ts';
import { compileGlob } from '../../../go/glob.ts';
import { sortedKeys } from '../../../go/text.ts';
import { fail } from '../../../problem/problem.ts';
import { isMap, newMap, type Value, type ValueMap } from '../../../yaml/value.ts';
import { toYaml } from '../../../yaml/write.ts';
import type { RenderContext } from '../../context.ts';
import type { Frame } from './helper.ts';
import { printText } from './print-text.ts';

/**
 * The methods of Helm's built-in objects, called by their Go names: `Files.Get "a.ini"`, `Files.Glob "conf/*"`,
 * `Files.AsConfig (Files.Glob "conf/*")`, `Capabilities.APIVersions.Has "batch/v1"` (engine/files.go of Helm 4.2.4).
 */
export const methods = {
  /** The text of a file; empty where there is none. */
  'Files.Get': ([path]: unknown[], frame: Frame): string => fileOf(frame, text('Files.Get', path)) ?? '',

  /** In Go a list of bytes, which templates convert to a string; here it is the string. */
  'Files.GetBytes': ([path]: unknown[], frame: Frame): string => fileOf(frame, text('Files.GetBytes', path)) ?? '',

  /** The files whose paths match, as a map from path to content. */
  'Files.Glob': ([pattern]: unknown[], frame: Frame): ValueMap => select(frame, text('Files.Glob', pattern)),

  /** Files as the data of a ConfigMap, in YAML: their content by their names without directories. */
  'Files.AsConfig': (args: unknown[], frame: Frame): string =>
    toYaml(byName('Files.AsConfig', args, frame, (content) => content)),

  /** Files as the data of a Secret, in YAML: their bytes in base64. */
  'Files.AsSecrets': (args: unknown[], frame: Frame): string =>
    toYaml(byName('Files.AsSecrets', args, frame, (content) => toBytes(content).toString('base64'))),

  /** The lines of a file, without the line break at its end. */
  'Files.Lines'([path]: unknown[], frame: Frame): string[] {
    const content = fileOf(frame, text('Files.Lines', path));
    return content === undefined ? [] : content.replace(/\n$/, '').split('\n');
  },

  /** Whether the cluster has an API version (`batch/v1`) or a kind (`batch/v1/CronJob`). */
  'Capabilities.APIVersions.Has'([version]: unknown[], { root }: Frame): boolean {
    const { APIVersions } = (root as RenderContext).Capabilities;
    return APIVersions.includes(text('Capabilities.APIVersions.Has', version));
  },
} as const;

const filesOf = ({ root }: Frame): RenderContext['Files'] => (root as RenderContext).Files;

/** Only what the map itself has: it may have a prototype. */
const fileOf = (frame: Frame, path: string): string | undefined => {
  const files = filesOf(frame);
  return Object.hasOwn(files, path) ? files[path] : undefined;
};

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  return fail({ code: 'template', message: `${name} takes a string`, hint: `write ${name} "…"` });
}

function select(frame: Frame, pattern: string): ValueMap {
  const files = filesOf(frame);
  const matches = compileGlob(pattern);
  return newMap(
    Object.keys(files)
      .filter(matches)
      .map((path) => [path, files[path] as string]),
  );
}

/** Accepts a result of Files.Glob, a pattern, or nothing for all files. */
function byName(name: string, args: unknown[], frame: Frame, convert: (content: string) => string): ValueMap {
  const [given = filesOf(frame)] = args as Value[];
  const files = typeof given === 'string' ? select(frame, given) : given;
  if (!isMap(files)) fail({ code: 'template', message: `${name} takes files`, hint: `write ${name} (Files.Glob "…")` });
  // Of two files with the same name the last path wins; in Go it is random.
  return newMap(
    sortedKeys(files).map((path) => [path.slice(path.lastIndexOf('/') + 1), convert(printText(files[path] as Value))]),
  );
}
