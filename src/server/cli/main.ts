import { parseArgs } from 'node:util';
import { CannotStart } from '../cannot-start.ts';
import { note, type ExitCode, type Verb } from './verb.ts';

// oxfmt-ignore
const verbs: Readonly<Record<string, () => Promise<{ verb: Verb }>>> = {
  'serve':        () => import('./serve.ts'),
  'demo':         () => import('./demo.ts'),
  'seed':         () => import('./seed.ts'),
  'setup-link':   () => import('./setup-link.ts'),
  'backup':       () => import('./backup.ts'),
  'restore':      () => import('./restore.ts'),
  'audit verify': () => import('./audit-verify.ts'),
  'audit head':   () => import('./audit-head.ts'),
  'plaque verify': () => import('./plaque-verify.ts'),
  'plaque key':   () => import('./plaque-key.ts'),
  'archive verify': () => import('./archive-verify.ts'),
  'invariants':   () => import('./invariants.ts'),
  'db-url':       () => import('./db-url.ts'),
  'policy':       () => import('./policy.ts'),
};

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(verbs).map(async ([name, load]) => `  ${usage(name, (await load()).verb).padEnd(52)} ${(await load()).verb.about}`),
  );
  return `lingxian <verb> [--help]\n\n${lines.join('\n')}`;
}

function usage(name: string, { words = [], options = {} }: Verb): string {
  const flags = Object.entries(options).map(([flag, { type }]) => `[--${flag}${type === 'string' ? ' …' : ''}]`);
  return ['lingxian', name, ...words, ...flags].join(' ');
}

/** Finds the verb of one or two words at the front of what was typed. */
function split(args: readonly string[]): { name: string; rest: readonly string[] } | undefined {
  const length = [2, 1].find((words) => args.slice(0, words).join(' ') in verbs);
  return length === undefined ? undefined : { name: args.slice(0, length).join(' '), rest: args.slice(length) };
}

async function take(name: string, rest: readonly string[]): Promise<ExitCode> {
  const { verb } = (await verbs[name]?.()) ?? {};
  if (verb === undefined) return 2;
  const { values, positionals } = parseArgs({ args: [...rest], options: { ...verb.options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  if (values['help'] === true) {
    process.stdout.write(`${usage(name, verb)}\n\n${verb.about}\n${verb.help === undefined ? '' : `\n${verb.help()}\n`}`);
    return 0;
  }
  if (positionals.length !== (verb.words?.length ?? 0)) throw new CannotStart(`用法 usage: ${usage(name, verb)}`);
  return verb.run({ values: values as Record<string, string | boolean | undefined>, words: positionals });
}

/**
 * The command line. Answers with the exit code; never throws.
 * @param args what was typed after `lingxian`
 */
export async function main(args: readonly string[]): Promise<ExitCode> {
  try {
    const asked = split(args);
    if (asked !== undefined) return await take(asked.name, asked.rest);
    const wantsHelp = ['--help', '-h', 'help'].includes(args[0] ?? '');
    (wantsHelp ? console.log : note)(await overview());
    return wantsHelp ? 0 : 2;
  } catch (error) {
    note(
      process.env['DEBUG'] !== undefined && error instanceof Error ? (error.stack ?? error.message) : error instanceof Error ? error.message : String(error),
    );
    return 2;
  }
}
