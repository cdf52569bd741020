import type { Reason } from '#core/shared/decision.ts';
import { yuan, type Fen } from '#core/shared/money.ts';

/** 一条记录除了表单自己说的，还不能怎样：凭别的记录才看得出来的规矩。 */
const lacks = (code: string, field: string, zh: string): readonly Reason[] => [{ code, kind: 'incomplete', zh, field }];
const mostApprentices = 5;

/** 一名师傅同时带徒不超过五人，一名徒弟同时只有一名师傅（师带徒办法），跨工作室也一样。 */
export function mayTeach(running: readonly { master: string; apprentice: string }[], master: string, apprentice: string): readonly Reason[] {
  if (running.filter((pair) => pair.master === master).length >= mostApprentices)
    return lacks('too-many-apprentices', 'master', `这位师傅已带徒${mostApprentices}人，出师或终止一人后再登记`);
  return running.some((pair) => pair.apprentice === apprentice) ? lacks('two-masters', 'apprentice', '这位徒弟已有师傅，原协议到期、出师或终止后再登记') : [];
}

/** 市总补助的支出不能超过结余（专款专用）。 */
export const withinBalance = (left: Fen, amount: Fen): readonly Reason[] =>
  amount <= left ? [] : lacks('over-balance', 'amountFen', `市总补助只剩${yuan(Math.max(0, left))}，这笔支出超出，请核对金额或改用单位经费`);

/** 同一编号的成果，本工作室只登记一次；`same` is what it was entered as. */
export const notTwice = (same: string | undefined): readonly Reason[] =>
  same === undefined ? [] : lacks('entered-already', 'number', `这个编号已登记过（${same}），不必再记；要改请先作废原来的`);
