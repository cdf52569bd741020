import type { ParseArgsConfig } from 'node:util';

/** 0 fine, 1 found something, 2 could not run. */
export type ExitCode = 0 | 1 | 2;

export type Given = Readonly<{ values: Readonly<Record<string, string | boolean | undefined>>; words: readonly string[] }>;

/** One thing an operator can ask for. `words` names what must follow the verb. */
export type Verb = Readonly<{
  about: string;
  words?: readonly string[];
  options?: NonNullable<ParseArgsConfig['options']>;
  help?: () => string;
  run: (given: Given) => Promise<ExitCode>;
}>;

/** Prints an answer: for people line by line, or for a machine as one JSON text. */
export function answer(json: boolean, forMachines: unknown, forPeople: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(forMachines, null, 2) : forPeople()}\n`);
}

/** What goes on, for whoever watches; never mixed into an answer. */
export const note = (line: string): void => void process.stderr.write(`${line}\n`);
