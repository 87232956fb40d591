// Writes test/platforms/facts.json: what kilo's own manifests deploy, one row for each platform, so that a test can
// compare the chart with them, and the Peer definition, so that another can compare crds/ with it.
//
//   npm run record -- platforms PATH_OF_A_KILO_CHECKOUT [COMMIT]
//
// The facts in the repository are those of kilo's main branch of June 2026. It differs from the tag 0.7.0 in the
// images of wireguard-go and nkml only (manifests/kilo-*-userspace*.yaml), which the tag misspells.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { deploymentFacts, ENTRYPOINTS } from './pod-facts.ts';

const OUTPUT = new URL('../../test/platforms/facts.json', import.meta.url);

/** The optional parts, by kilo's files that deploy them. */
const PARTS = ['kube-router', 'peer-validation', 'podmonitor', 'wg-exporter', 'wg-exporter-role-kube-prometheus'];

function withoutDescriptions(node) {
  if (Array.isArray(node)) return node.map(withoutDescriptions);
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === 'description' && typeof value === 'string'));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDescriptions(value)]));
}

function extract(checkout) {
  const manifests = join(checkout, 'manifests');
  // An empty document (kilo-k3s-userspace.yaml has one) is not an object.
  const read = (name) => loadAll(readFileSync(join(manifests, `${name}.yaml`), 'utf8')).filter(Boolean);

  const [, entrypoint] = /^ENTRYPOINT (\[.*\])$/m.exec(readFileSync(join(checkout, 'Dockerfile'), 'utf8')) ?? [];
  if (entrypoint !== JSON.stringify(ENTRYPOINTS['squat/kilo'])) {
    throw new Error(`kilo's Dockerfile has ENTRYPOINT ${entrypoint}: correct ENTRYPOINTS`);
  }

  const platforms = {};
  for (const file of readdirSync(manifests).sort()) {
    const [, name] = /^kilo-(.+)\.yaml$/.exec(file) ?? [];
    if (name) platforms[name] = deploymentFacts(read(`kilo-${name}`));
  }
  const parts = Object.fromEntries(PARTS.map((name) => [name, deploymentFacts(read(name))]));
  const [crd] = read('crds');
  return { platforms, parts, crd: withoutDescriptions(crd.spec) };
}

const [checkout, commit] = process.argv.slice(2);
if (!checkout) {
  process.stderr.write('usage: npm run record -- platforms PATH_OF_A_KILO_CHECKOUT [COMMIT]\n');
  process.exit(2);
}
const facts = { kilo: commit ?? 'unknown', ...extract(checkout) };
writeFileSync(OUTPUT, `${JSON.stringify(facts, null, 2)}\n`);
process.stderr.write(`${Object.keys(facts.platforms).length} platforms written to test/platforms/facts.json\n`);
