import { fileName, hasLine, type Reporter, sentence } from './reporter.ts';

/** Commands of GitHub Actions, which shows each one at its line of the diff. */
export const github: Reporter = (report) =>
  report.problems
    .map((problem) => {
      const { severity, rule, where = {} } = problem;
      const properties = {
        file: fileName(problem, report),
        line: hasLine(problem) ? where.line : undefined,
        col: hasLine(problem) ? where.column : undefined,
        title: rule,
      };
      const given = Object.entries(properties).filter(([, value]) => value !== undefined);
      const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
      return `::${severity} ${list}::${escapeData(sentence(problem))}\n`;
    })
    .join('');

/** As the runner of Actions parses it. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
