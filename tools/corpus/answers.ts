import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Case, Flag } from './cases.ts';
import { digestOf } from './charts.ts';

/** The result of a program for a case. */
export interface Answer {
  /** `crashed`: it did not end like a program that reports an error. */
  readonly outcome: 'rendered' | 'refused' | 'crashed' | 'late';
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT = 120_000;

/** The arguments of both programs. */
export const argumentsOf = (directory: string, flags: readonly Flag[]): string[] => [
  'template',
  'release',
  directory,
  ...flags.flat(),
];

/** Runs a program that takes Helm's arguments. */
export function runProgram(command: readonly string[], args: readonly string[], env = process.env): Promise<Answer> {
  const [program = '', ...before] = command;
  return new Promise((resolve) => {
    execFile(
      program,
      [...before, ...args],
      { env, maxBuffer: 2 ** 30, timeout: TIMEOUT, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const code = error?.code;
        const outcome = !error ? 'rendered' : error.killed ? 'late' : code === 1 ? 'refused' : 'crashed';
        resolve({ outcome, stdout, stderr });
      },
    );
  });
}

/** Asks Helm, and keeps its answers on the disk: they depend only on the chart, the flags and Helm. */
export class Helm {
  readonly #program: string;
  readonly #cache: string;
  readonly #version: string;
  readonly #digests = new Map<string, string>();

  constructor(program: string, version: string, cache: string) {
    this.#program = program;
    this.#version = version;
    this.#cache = cache;
    mkdirSync(cache, { recursive: true });
  }

  /**
   * @param count how many times it is run: what differs between the runs is random @returns its answers, always in the
   * same order
   */
  async ask({ chart, flags }: Pick<Case, 'chart' | 'flags'>, count: number): Promise<Answer[]> {
    const file = join(this.#cache, this.#keyOf(chart.directory, flags));
    const known: Answer[] = existsSync(file) ? JSON.parse(gunzipSync(readFileSync(file)).toString()) : [];
    if (known.length >= count) return known.slice(0, count);
    while (known.length < count) known.push(await this.#run(chart.directory, flags));
    // Another run with the same cache never sees half of a file.
    writeFileSync(`${file}.${process.pid}`, gzipSync(JSON.stringify(known), { level: 1 }));
    renameSync(`${file}.${process.pid}`, file);
    return known;
  }

  #run(directory: string, flags: readonly Flag[]): Promise<Answer> {
    // The user's settings must not change the answers.
    const home = join(this.#cache, 'home');
    const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: join(home, 'kubeconfig') };
    return runProgram([this.#program], argumentsOf(directory, flags), env);
  }

  #keyOf(directory: string, flags: readonly Flag[]): string {
    const digest = this.#digests.get(directory) ?? digestOf(directory);
    this.#digests.set(directory, digest);
    const relative = flags.map(([name, value]) => [name, value?.replace(`${directory}/`, '')]);
    return createHash('sha256')
      .update(JSON.stringify([this.#version, digest, relative]))
      .digest('hex')
      .slice(0, 40);
  }
}
