/** Why `fs` failed: Node's message without the code, the call and the path in it. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return code === undefined ? message : message.replace(/^\w+: /, '').replace(/, \w+(?:$| '.*)/s, '');
}
