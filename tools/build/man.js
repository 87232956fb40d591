import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Text as roff prints it: no line is a request, no character an escape. */
const quote = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

/**
 * The manual page of the built program, from the help of each command.
 *
 * @param {string} program its script
 * @returns {string} roff
 */
export function writeManual(program) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const help = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      env: { COLUMNS: '72' },
    });
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const whole = help('--help');
  const commands = [...whole.slice(whole.indexOf('\nCommands:')).matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(
    ([, name]) => name,
  );
  const section = (title, text) => `.SH ${title}\n.nf\n${quote(text.trim())}\n.fi\n`;
  return [
    `.TH KILO\\-CHART 1 "" "kilo\\-chart ${version}" "User Commands"\n`,
    '.SH NAME\nkilo\\-chart \\- render Helm charts, and the one of Kilo, without Helm\n',
    section('SYNOPSIS', 'kilo-chart <command> [flags]'),
    section('DESCRIPTION', whole.slice(whole.indexOf('\n\n'))),
    ...commands.map((name) => section(`KILO\\-CHART ${quote(name.toUpperCase())}`, help(name, '--help'))),
    section('EXIT STATUS', '0  success\n1  something is wrong with the input\n2  lint and diff: they could not run'),
    section(
      'ENVIRONMENT',
      'HELM_NAMESPACE  namespace of the release\nNO_COLOR        no colours\nKILO_CHART_CACHE  where what V8 compiled is kept',
    ),
  ].join('');
}
