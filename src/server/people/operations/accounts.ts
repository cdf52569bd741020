import { z } from 'zod';
import { optionalWords, words } from '#core/shared/fields.ts';
import { refuse } from '#server/kernel/refusal.ts';
import type { Work } from '#server/kernel/house.ts';
import { endTokens } from '../api-tokens.ts';
import { addAccount, addPerson, freeAccountName } from '../accounts.ts';
import { inviteTo } from '../links.ts';
import { operation, type Person } from '../operation.ts';
import { endSessions } from '../sessions.ts';

const accountField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{3,32}$/, '账号为3至32个小写字母、数字、点或横线')
  .optional()
  .meta({ title: '账号', description: '不填则按姓名拼音生成' });

async function newAccount({ tx }: Work, personId: string, name: string, wished: string | undefined): Promise<string> {
  const account = wished ?? (await freeAccountName(tx, name));
  const taken = await tx.selectFrom('account').select('id').where('name', '=', account).executeTakeFirst();
  if (taken !== undefined) throw refuse(409, 'account-taken', '这个账号已有人使用，请换一个', 'account');
  return addAccount(tx, personId, account);
}

/** The account of a person, locked; what the list showed may have changed meanwhile. */
async function lockAccount({ tx }: Work, { id }: Person): Promise<{ id: string; disabled: boolean }> {
  const row = await tx.selectFrom('account').select(['id', 'disabledAt']).where('personId', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw refuse(409, 'no-account', '此人还没有账号，请先开通');
  return { id: row.id, disabled: row.disabledAt !== null };
}

const personForm = z.strictObject({
  name: words('姓名', { max: 40, examples: ['王小工'] }),
  account: accountField,
  post: optionalWords('单位和职务', { max: 100 }),
  phone: optionalWords('电话', { max: 20 }),
});

/** 添加人员：建人、开账号、发邀请链接；职务由安全管理员另行任命。 */
export const addPersonOperation = operation({
  name: 'person.add',
  zh: '添加人员',
  tone: 'forward',
  offices: ['sysadmin'],
  on: 'opening',
  path: '/api/people',
  form: () => personForm,
  async run(work, _, { name, account, post, phone }: z.infer<typeof personForm>) {
    const person = await addPerson(work.tx, { name, post, phone });
    const id = await newAccount(work, person, name, account);
    return { person, invitation: await inviteTo(work.tx, id, new Date()) };
  },
});

const accountForm = z.strictObject({ account: accountField });

/** 开通账号：已在册、尚无账号的人（如工作室成员）。 */
export const openAccount = operation({
  name: 'account.open',
  zh: '开通账号',
  tone: 'forward',
  offices: ['sysadmin'],
  on: 'person',
  path: '/api/people/{id}/account',
  form: () => accountForm,
  appliesTo: (_, { person }) => person.account === null,
  async run(work, { person }, { account }: z.infer<typeof accountForm>) {
    // The person's row is the lock: two openings at once must not both find no account.
    await work.tx.selectFrom('person').select('id').where('id', '=', person.id).forUpdate().executeTakeFirst();
    const id = await newAccount(work, person.id, person.name, account);
    return { person: person.id, invitation: await inviteTo(work.tx, id, new Date()) };
  },
});

/** 重发邀请：忘记密码或链接过期；此前的链接随即作废，原密码在新链接用过之前仍有效。 */
export const inviteAgain = operation({
  name: 'account.invite',
  zh: '重发邀请链接',
  tone: 'forward',
  offices: ['sysadmin'],
  on: 'person',
  path: '/api/people/{id}/invite',
  appliesTo: (actor, { person }) => person.id !== actor.id && person.account !== null && !person.disabled,
  async run(work, { person }) {
    const account = await lockAccount(work, person);
    if (account.disabled) throw refuse(409, 'account-disabled', '账号已停用，请先恢复');
    return { person: person.id, invitation: await inviteTo(work.tx, account.id, new Date()) };
  },
});

/** 停用账号：不得停用自己；登录随即退出，未用的链接随即作废。 */
export const disableAccount = operation({
  name: 'account.disable',
  zh: '停用账号',
  tone: 'stop',
  offices: ['sysadmin'],
  on: 'person',
  path: '/api/people/{id}/disable',
  appliesTo: (actor, { person }) => person.id !== actor.id && person.account !== null && !person.disabled,
  async run(work, { person }) {
    const account = await lockAccount(work, person);
    if (account.disabled) throw refuse(409, 'account-disabled', '账号已经停用');
    await work.tx.updateTable('account').set({ disabledAt: work.now }).where('id', '=', account.id).execute();
    await work.tx.deleteFrom('invitation').where('accountId', '=', account.id).where('usedAt', 'is', null).execute();
    await endSessions(work.tx, account.id);
    await endTokens(work.tx, person.id, new Date());
    return { person: person.id };
  },
});

export const enableAccount = operation({
  name: 'account.enable',
  zh: '恢复账号',
  tone: 'forward',
  offices: ['sysadmin'],
  on: 'person',
  path: '/api/people/{id}/enable',
  appliesTo: (_, { person }) => person.account !== null && person.disabled,
  async run(work, { person }) {
    const account = await lockAccount(work, person);
    if (!account.disabled) throw refuse(409, 'account-enabled', '账号没有停用');
    await work.tx.updateTable('account').set({ disabledAt: null }).where('id', '=', account.id).execute();
    return { person: person.id };
  },
});
