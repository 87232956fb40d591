// Writes test/platforms/kg-flags.json: the flags of kg, kilo's daemon, with type, default and allowed values.
//
//   npm run record -- kg-flags PATH_OF_A_KILO_CHECKOUT [COMMIT]
//   npm run record -- kg-flags --releases PATH_OF_A_GIT_DIRECTORY
//
// The second form writes test/platforms/kg-releases.json: the flags of each tagged release since 0.3.0 with their
// types.
//
// Names and types are read from the calls that declare them (cmd/kg/main.go, cmd/kg/webhook.go), defaults and allowed
// values from kg's own help text (docs/kg.md), and the two must name the same flags. The flags of the tag 0.7.0 are
// those of kilo's main branch of June 2026.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = new URL('../../test/platforms/kg-flags.json', import.meta.url);
const RELEASES = new URL('../../test/platforms/kg-releases.json', import.meta.url);

/** The pflag function that declares a flag, and the name that its type has in the table. */
const TYPES = {
  StringVar: 'string',
  BoolVar: 'bool',
  IntVar: 'int',
  StringSliceVar: 'strings',
  DurationVar: 'duration',
};

/** How kg parses these after pflag (runRoot in cmd/kg/main.go): the format that the type means. */
const FORMATS = {
  subnet: 'cidr',
  'service-cidr': 'cidr',
  'internal-cidr': 'cidr',
  port: 'port',
  mtu: 'mtu',
};

/** kg accepts any string for this one, and treats unknown ones as `none`. */
const UNCHECKED = new Set(['compatibility']);

function declared(source, variable) {
  const flags = new Map();
  const call = new RegExp(`\\b${variable}\\.(?:Persistent)?Flags\\(\\)\\.(\\w+)\\(&\\w+, "([^"]+)"`, 'g');
  for (const [, method, name] of source.matchAll(call)) {
    if (!TYPES[method]) throw new Error(`--${name} is declared with ${method}: add it to TYPES`);
    flags.set(name, TYPES[method]);
  }
  if (flags.size === 0) throw new Error(`no flags of ${variable} found`);
  return flags;
}

function documented(help) {
  const flags = new Map();
  for (const [, name, rest] of help.matchAll(/^\s+(?:-\w, )?--([\w-]+)(.*)$/gm)) {
    const [, fallback] = /\(default (.*)\)$/.exec(rest) ?? [];
    const [, values] = /Possible values: ([\w, ]+?)(?: \(default .*\))?$/.exec(rest) ?? [];
    flags.set(name, { default: fallback?.replace(/^"(.*)"$/, '$1'), values: values?.split(', ') });
  }
  flags.delete('help'); // cobra's own
  return flags;
}

/** The default as data; where the help omits it, the type's zero value. */
function defaultOf(type, text) {
  if (type === 'bool') return text === 'true';
  if (type === 'int') return Number(text ?? 0);
  if (type === 'strings') return [];
  return text ?? (type === 'duration' ? '0s' : '');
}

function extract(checkout) {
  const read = (path) => readFileSync(join(checkout, path), 'utf8');
  const types = declared(read('cmd/kg/main.go'), 'cmd');
  const help = documented(read('docs/kg.md'));
  for (const name of new Set([...types.keys(), ...help.keys()])) {
    if (!types.has(name) || !help.has(name)) throw new Error(`--${name} is not both declared and documented`);
  }
  const flags = Object.fromEntries(
    [...types].sort().map(([name, type]) => {
      const { default: text, values } = help.get(name);
      const flag = { type, default: defaultOf(type, text) };
      if (values) flag.values = values;
      if (values && UNCHECKED.has(name)) flag.unchecked = true;
      if (FORMATS[name]) flag.format = FORMATS[name];
      return [name, flag];
    }),
  );
  // `kg webhook` has its own flags, besides the root's persistent ones.
  const webhook = Object.fromEntries(
    [...declared(read('cmd/kg/webhook.go'), 'webhookCmd')].sort().map(([name, type]) => [name, { type }]),
  );
  return { flags, commands: { webhook: { flags: webhook } } };
}

/** The flags of a release, from either way in which kg has declared them, without the webhook's. */
function flagsOf(source) {
  const call =
    /\b(?:cmd\.(?:Persistent)?Flags\(\)\.(\w+)Var\(&\w+|flag\.(?!NewFlagSet)(\w+?)(?:Var)?\((?:&\w+)?),? ?"([^"]+)"/g;
  return Object.fromEntries(
    [...source.matchAll(call)]
      .map(([, method, older, name]) => [name, method ?? older])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function extractReleases(directory) {
  const git = (...args) => execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' });
  const tags = git('tag', '--sort=v:refname')
    .split('\n')
    .filter((tag) => /^\d+\.\d+\.\d+$/.test(tag) && tag >= '0.3.0');
  return Object.fromEntries(
    tags.map((tag) => {
      const hasWebhook = git('ls-tree', '--name-only', tag, 'cmd/kg/').includes('webhook.go');
      return [tag, { webhook: hasWebhook, flags: flagsOf(git('show', `${tag}:cmd/kg/main.go`)) }];
    }),
  );
}

if (process.argv[2] === '--releases') {
  writeFileSync(RELEASES, `${JSON.stringify(extractReleases(process.argv[3]), null, 2)}\n`);
  process.exit(0);
}
const [checkout, commit] = process.argv.slice(2);
if (!checkout) {
  process.stderr.write('usage: npm run record -- kg-flags PATH_OF_A_KILO_CHECKOUT [COMMIT]\n');
  process.exit(2);
}
const table = { kilo: commit ?? 'unknown', ...extract(checkout) };
writeFileSync(OUTPUT, `${JSON.stringify(table, null, 2)}\n`);
process.stderr.write(`${Object.keys(table.flags).length} flags written to test/platforms/kg-flags.json\n`);
