import type { LetterWish, Matter, Option } from '#contract/shapes.ts';
import { send } from './call.ts';

export type Taken = Readonly<{ matter?: Matter; studio?: string; invitations: readonly Invited[] }>;
/** A link that is said once, for whom. */
export type Invited = Readonly<{ label: string; href: string }>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
/** The answer is a matter when it has what only matters have. */
const isMatter = (value: unknown): value is Matter =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['version'] === 'number' &&
  Array.isArray(value['holders']) &&
  Array.isArray(value['history']);

function invitationsIn(value: Record<string, unknown>): Invited[] {
  const one = typeof value['invitation'] === 'string' ? [{ label: typeof value['name'] === 'string' ? value['name'] : '', href: value['invitation'] }] : [];
  const many = Array.isArray(value['invitations']) ? value['invitations'].filter(isRecord) : [];
  return [...one, ...many.map(({ officeZh, href }) => ({ label: String(officeZh ?? ''), href: String(href ?? '') }))];
}

/** What an operation answered, as far as a page has use for it. */
export function readTaken(answer: unknown): Taken {
  if (!isRecord(answer)) return { invitations: [] };
  if (isMatter(answer)) return { matter: answer, invitations: [] };
  const studio = isRecord(answer['standing']) && typeof answer['id'] === 'string' ? { studio: answer['id'] } : {};
  return { ...studio, invitations: invitationsIn(answer) };
}

export type Taking = Readonly<{ option: Option; input: unknown; matter?: Readonly<{ id: string; version: number }>; key: string; letter?: LetterWish }>;

/** The version goes along only where the option moves the very matter that was seen. */
const versionFor = ({ href }: Option, matter: Taking['matter']): { version?: number } =>
  matter !== undefined && href.split('/').includes(matter.id) ? { version: matter.version } : {};

/** Takes an option. The same key with the same content is safe to send again. @throws Trouble */
export async function takeOption({ option, input, matter, key, letter }: Taking): Promise<Taken> {
  const body = { ...versionFor(option, matter), ...(option.input === null ? {} : { input }), ...(letter === undefined ? {} : { letter }) };
  return readTaken(await send(option.href, { method: option.method, body, key }));
}
