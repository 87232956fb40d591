import { type Manifest, type ObjectRules, readManifests } from '../manifests/index.ts';
import type { Problem } from '../problem/problem.ts';
import type { ResolvedChart } from '../values/index.ts';
import { newMap } from '../yaml/value.ts';

/** A file of `crds/` of a chart in a tree. */
export interface DefinitionFile {
  /** Its name in the tree, as in the `# Source:` line. */
  readonly source: string;
  /** Its path in the root chart. */
  readonly path: string;
  readonly text: string;
}

/** The files in `crds/` of all charts of a release, in Helm's order (chart.CRDObjects of Helm 4.2.4). */
export const definitionFiles = (charts: readonly ResolvedChart[]): DefinitionFile[] =>
  charts.flatMap(({ id, isRoot, chart }) =>
    chart.crds.map((file) => ({
      source: `${id}/${file.path}`,
      path: isRoot ? file.path : `${id}/${file.path}`,
      // Those of the built-in chart are loaded on demand.
      get text() {
        return file.text;
      },
    })),
  );

/** The documents in them: they are not templates. */
export function readDefinitions(
  charts: readonly ResolvedChart[],
  rules: ObjectRules,
): {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
} {
  const read = definitionFiles(charts).map(({ source, path, text }) =>
    readManifests({ source, file: path, text }, rules),
  );
  return { manifests: read.flatMap((one) => one.manifests), problems: read.flatMap((one) => one.problems) };
}

/**
 * The files as Helm prints them: each whole, whatever is in it, after one `# Source:` line (renderResources of Helm
 * 4.2.4).
 */
export const wholeDefinitions = (charts: readonly ResolvedChart[]): Manifest[] =>
  definitionFiles(charts).map(({ source, text }) => ({ source, text, object: newMap(), kind: '', hooks: [] }));
