import { formatPath } from '../../problem/path.ts';
import { printJson } from '../../problem/printable.ts';
import { fileOf } from '../problem.ts';
import { pageOf } from './page.ts';
import type { Reporter } from './reporter.ts';

/** One JSON document: the problems with everything that is known of them. */
export const json: Reporter = ({ problems, files, version }) => {
  const count = (wanted: string): number => problems.filter(({ severity }) => severity === wanted).length;
  const report = {
    version,
    files,
    errors: count('error'),
    warnings: count('warning'),
    problems: problems.map((problem) => {
      const { rule, severity, message, hint, where = {}, object } = problem;
      const { line, column, flag, path } = where;
      return {
        rule,
        page: pageOf(rule),
        severity,
        message,
        hint,
        file: fileOf(problem),
        line,
        column,
        flag,
        path: path && formatPath(path),
        object: object && { ...object, path: formatPath(object.path) },
      };
    }),
  };
  return printJson(report);
};
