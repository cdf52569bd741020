import type { Office } from '../people/actor.ts';

/** 令牌能做什么：只读、取文件、办事；从来不超过本人本职务能做的。 */
export const scopes = ['read', 'export', 'act'] as const;
export type Scope = (typeof scopes)[number];
export const scopeZh: Readonly<Record<Scope, string>> = { read: '查看', export: '下载和导出', act: '办理' };

/** 三员管账号、管权限、管审计，不让程序代办。 */
const byHandOnly: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin'];
export const mayHave = (office: Office, scope: Scope): boolean => scope !== 'act' || !byHandOnly.includes(office);

/** 令牌最长一年。 */
export const longestDays = 365;
/** 一人最多几个在用的令牌。 */
export const mostTokens = 20;

const files = /^\/api\/(export|papers|files|archive\/matters|imports)\//;
// Who somebody is and what opens the door stays in people's own hands.
const inPerson = /^\/api\/(session|tokens|calendar|webhooks|invitations|notices)(\/|$)/;
// What somebody has not finished saying is nobody's yet, not even a program's of their own.
const unfinished = /^\/api\/(drafts|papers\/form)(\/|$)/;

/** What a token needs for a request; nothing does for what is done in person only. */
export function scopeNeeded(method: string, path: string): Scope | undefined {
  if (unfinished.test(path)) return undefined;
  const reads = method === 'GET' || method === 'HEAD';
  if (!reads) return inPerson.test(path) ? undefined : 'act';
  return files.test(path) ? 'export' : 'read';
}
