// Asks the references again, and writes what they answer to where the tests read it:
//
//   npm run record -- NAME [ARGUMENT …]
//
// Each recorder is a module that does its work when it is imported, with the arguments after its name.

/** The recorders, with what each needs and what it writes. */
const RECORDERS = {
  bitnami: ['./bitnami.js', 'HELM, BITNAMI_COMMON (bitnami/common)', 'test/templates/common/bitnami.json'],
  charts: ['./charts.js', 'HELM', 'test/charts/goldens/'],
  functions: ['./functions.js', 'HELM', 'test/functions/recorded.json'],
  'kg-flags': ['../extract/extract-kg-flags.js', 'a checkout of Kilo, [COMMIT]', 'test/platforms/kg-flags.json'],
  openapi: ['../extract/fetch-openapi.js', 'KUBECONFIG', 'src/lint/kubernetes/openapi.json'],
  platforms: ['../extract/extract-platforms.js', 'a checkout of Kilo, [COMMIT]', 'test/platforms/facts.json'],
  values: ['./values.js', 'HELM, HELM3, [FILE …]', 'test/values/conformance/'],
  yaml: ['./yaml.js', 'HELM', 'test/yaml/conformance.json'],
};

const [node, , name, ...rest] = process.argv;
const recorder = Object.hasOwn(RECORDERS, name ?? '') ? RECORDERS[name] : undefined;
if (recorder === undefined) {
  console.error('usage: npm run record -- NAME [ARGUMENT …]\n');
  for (const [known, [, needs, writes]] of Object.entries(RECORDERS))
    console.error(`  ${known.padEnd(10)} writes ${writes}; needs ${needs}`);
  process.exitCode = 2;
} else {
  const module = new URL(recorder[0], import.meta.url);
  process.argv = [node, module.pathname, ...rest];
  await import(module.href);
}
