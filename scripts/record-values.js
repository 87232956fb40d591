// Asks Helm for the answers to the cases in test/values/conformance/ and writes them there, beside the inputs:
//
//   HELM=… HELM3=… node scripts/record-values.js [FILE …]
//
// A new case needs its inputs alone: chart (values.yaml), disk (files by name), stdin, files (-f), setJson, set,
// setString, setFile, setLiteral. Helm 3's answer is kept where it differs from Helm 4's.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const { HELM, HELM3 } = process.env;
if (!HELM || !HELM3) throw new Error('HELM and HELM3 must name the programs of Helm 4 and Helm 3');

const FLAGS = {
  files: '-f',
  setJson: '--set-json',
  set: '--set',
  setString: '--set-string',
  setFile: '--set-file',
  setLiteral: '--set-literal',
};
const INPUTS = ['name', 'chart', 'disk', 'stdin', ...Object.keys(FLAGS), 'because', 'here'];

const run = (program, args, { cwd, stdin }) =>
  new Promise((resolve) => {
    const child = execFile(program, args, { cwd, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
  });

const versionOf = async (program) => (await run(program, ['version', '--template', '{{.Version}}'], {})).stdout.trim();

/** The values are taken out of a template, in base64: no YAML stands between them and the test. */
const TEMPLATE = 'values: {{ toJson .Values | b64enc | quote }}\n';

async function ask(program, input, folder) {
  const chart = join(folder, 'chart');
  const cwd = join(folder, 'cwd');
  await mkdir(join(chart, 'templates'), { recursive: true });
  await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: kilo\nversion: 0.1.0\n');
  await writeFile(join(chart, 'templates', 'values.yaml'), TEMPLATE);
  await writeFile(join(chart, 'values.yaml'), input.chart ?? '');
  await rm(cwd, { recursive: true, force: true });
  for (const [name, content] of Object.entries(input.disk ?? {})) {
    const file = join(cwd, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'));
  }
  await mkdir(cwd, { recursive: true });
  const args = Object.entries(FLAGS).flatMap(([key, flag]) => (input[key] ?? []).flatMap((text) => [flag, text]));
  const { stdout, stderr } = await run(program, ['template', 'kilo', chart, ...args], { cwd, stdin: input.stdin });
  const values = /^values: "(.*)"$/m.exec(stdout)?.[1];
  const warnings = [...stderr.matchAll(/warning: (.*?)"?$/gm)].map(([, text]) => text.replaceAll('\\"', '"')).sort();
  const told = warnings.length > 0 ? `,"warnings":${JSON.stringify(warnings)}` : '';
  if (values !== undefined) return `{"values":${Buffer.from(values, 'base64').toString()}${told}}`;
  const error = /^Error: ([\s\S]*?)\n*$/m.exec(stderr)?.[1];
  if (error === undefined) throw new Error(`no answer to ${JSON.stringify(input)}: ${stdout}${stderr}`);
  return `{"error":${JSON.stringify(error)}}`;
}

const directory = new URL('../test/values/conformance/', import.meta.url).pathname;
const named = process.argv.slice(2);
const files =
  named.length > 0
    ? named
    : (await readdir(directory)).filter((name) => name.endsWith('.json')).map((name) => join(directory, name));
const versions = [await versionOf(HELM), await versionOf(HELM3)];
const folder = await mkdtemp(join(tmpdir(), 'record-values-'));
try {
  for (const file of files) {
    const { cases } = JSON.parse(await readFile(file, 'utf8'));
    const lines = [];
    for (const recorded of cases) {
      const input = Object.fromEntries(INPUTS.filter((key) => key in recorded).map((key) => [key, recorded[key]]));
      const [helm, helm3] = [await ask(HELM, input, folder), await ask(HELM3, input, folder)];
      const answers = `"helm":${helm}${helm3 === helm ? '' : `,"helm3":${helm3}`}`;
      lines.push(`${JSON.stringify(input).slice(0, -1)},${answers}}`);
    }
    const head = `"helm":${JSON.stringify(versions[0])},"helm3":${JSON.stringify(versions[1])}`;
    await writeFile(file, `{${head},"cases":[\n${lines.join(',\n')}\n]}\n`);
    console.log(`${file}: ${cases.length} cases`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
