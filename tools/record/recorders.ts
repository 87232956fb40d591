/** The recorders, with their requirements and the files that they write. */
export const RECORDERS: Readonly<
  Record<string, readonly [load: () => Promise<unknown>, needs: string, writes: string]>
> = {
  bitnami: [
    () => import('./bitnami.ts'),
    'HELM, BITNAMI_COMMON (bitnami/common)',
    'test/templates/common/bitnami.json',
  ],
  charts: [() => import('./charts.ts'), 'HELM', 'test/charts/goldens/'],
  functions: [() => import('./functions.ts'), 'HELM', 'test/functions/recorded.json'],
  'go-functions': [() => import('./record-go-functions.ts'), 'HELM', 'test/functions/go/recorded.json'],
  'go-templates': [() => import('./record-go-templates.ts'), 'HELM', 'test/templates/go/probes.json'],
  'kg-flags': [
    () => import('../extract/extract-kg-flags.js'),
    'a checkout of Kilo, [COMMIT]',
    'test/platforms/kg-flags.json',
  ],
  openapi: [
    () => import('../extract/fetch-openapi.js'),
    'Go, [VERSION …]',
    'src/lint/kubernetes/openapi.json, openapi-older.json',
  ],
  platforms: [
    () => import('../extract/extract-platforms.js'),
    'a checkout of Kilo, [COMMIT]',
    'test/platforms/facts.json',
  ],
  release: [() => import('./record-release.ts'), 'a build', 'test/cluster/releases/'],
  schemas: [() => import('./record-schemas.ts'), 'Go', 'test/schema/recorded.json'],
  'server-verdicts': [
    () => import('./record-server-verdicts.ts'),
    'KUBECONFIG',
    'test/lint/server/verdicts-VERSION.json, docs/lint-agreement.md',
  ],
  tree: [() => import('./record-tree.ts'), 'HELM', 'test/charts/tree/'],
  values: [() => import('./values.ts'), 'HELM, HELM3, [FILE …]', 'test/values/conformance/'],
  yaml: [() => import('./yaml.ts'), 'HELM', 'test/yaml/conformance.json'],
};
