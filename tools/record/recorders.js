/** The recorders, with what each needs and what it writes. */
export const RECORDERS = {
  bitnami: ['./bitnami.js', 'HELM, BITNAMI_COMMON (bitnami/common)', 'test/templates/common/bitnami.json'],
  charts: ['./charts.js', 'HELM', 'test/charts/goldens/'],
  functions: ['./functions.js', 'HELM', 'test/functions/recorded.json'],
  'kg-flags': ['../extract/extract-kg-flags.js', 'a checkout of Kilo, [COMMIT]', 'test/platforms/kg-flags.json'],
  openapi: ['../extract/fetch-openapi.js', 'KUBECONFIG', 'src/lint/kubernetes/openapi.json'],
  platforms: ['../extract/extract-platforms.js', 'a checkout of Kilo, [COMMIT]', 'test/platforms/facts.json'],
  values: ['./values.js', 'HELM, HELM3, [FILE …]', 'test/values/conformance/'],
  yaml: ['./yaml.js', 'HELM', 'test/yaml/conformance.json'],
};
