import type { Reason } from '#core/shared/decision.ts';

const SHORTEST = 10;
const LONGEST = 200;
const classes: readonly RegExp[] = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];
const classesIn = (password: string): number => classes.filter((kind) => kind.test(password)).length;

const problem = (code: string, zh: string): Reason => ({ code, kind: 'incomplete', zh, field: 'password' });

/**
 * 口令规则（等保二级）：至少 10 个字符，大写、小写、数字、其他字符至少三类，不含账号。
 * @returns every obstacle at once; none when the password will do
 */
export function passwordProblems(password: string, account: string): readonly Reason[] {
  const length = [...password].length;
  const problems: Reason[] = [];
  if (length < SHORTEST) problems.push(problem('password-too-short', `密码至少${SHORTEST}个字符，现在只有${length}个`));
  if (length > LONGEST) problems.push(problem('password-too-long', `密码不超过${LONGEST}个字符`));
  if (classesIn(password) < 3) problems.push(problem('password-too-simple', '密码应含大写字母、小写字母、数字、其他字符中的至少三类'));
  if (account !== '' && password.toLowerCase().includes(account.toLowerCase())) problems.push(problem('password-contains-account', '密码中不要包含账号'));
  return problems;
}
