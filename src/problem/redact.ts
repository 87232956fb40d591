import type { Problem } from './problem.ts';

/** A user name, and a password, before the host of a URL. */
const USERINFO = /\b((?:https?|oci):\/\/)[^\s/?#@"'`]*@/gi;

/** The string with the credentials of its URLs hidden: no message, file name or cache may show them. */
export const redact = (text: string): string => text.replace(USERINFO, '$1***@');

/** The problem without the credentials of URLs that were given as arguments. Lines of files stay as they are. */
export function redactProblem<P extends Problem>(problem: P): P {
  const { message, hint, where } = problem;
  const flag = where?.flag && { ...where.flag, ...redactFlag(where.flag) };
  const file = where?.file && redact(where.file);
  return {
    ...problem,
    message: redact(message),
    ...(hint !== undefined && { hint: redact(hint) }),
    ...(where && { where: { ...where, ...(flag && { flag }), ...(file !== undefined && { file }) } }),
  };
}

type Flag = NonNullable<NonNullable<Problem['where']>['flag']>;

const redactFlag = ({ text, offset }: Flag): Pick<Flag, 'text' | 'offset'> => ({
  text: redact(text),
  ...(offset !== undefined && { offset: redact(text.slice(0, offset)).length }),
});
