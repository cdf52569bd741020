import type { Paired, PairingInput } from '#core/inspection/pairing.ts';
import type { Assigned, AssignmentInput } from '#core/panel/assignment.ts';
import { calculate } from './calculate.ts';

/** `milliseconds` is the calculation alone, without the start of its process. */
export type Timed = Readonly<{ paired: Paired; milliseconds: number }>;

const patience = 120_000;

const tooLong = (most: number): Paired => ({ ok: false, rule: 'time', zh: `配对算了${Math.ceil(most / 1000)}秒还没有结果，请缩小范围或分批互查` });

/**
 * 互查配对，连同计算用时。
 * @param most how many milliseconds it may take; then it is ended and the answer says so
 * @throws when the process fails
 */
export async function pairTimed(input: PairingInput, most = patience): Promise<Timed> {
  const { answer = tooLong(most), milliseconds } = await calculate<Paired>({ of: 'pairing', input }, most);
  return { paired: answer, milliseconds };
}

/** 互查配对：不占用服务的线程，两分钟算不完就结束。 */
export const pair = async (input: PairingInput): Promise<Paired> => (await pairTimed(input)).paired;

/** 评审专家的均衡分派：同样在另一个进程里算。 */
export async function assign(input: AssignmentInput, most = patience): Promise<Assigned> {
  const { answer } = await calculate<Assigned>({ of: 'assignment', input }, most);
  return answer ?? { ok: false, rule: 'time', zh: `分派算了${Math.ceil(most / 1000)}秒还没有结果`, relax: '请分几批办' };
}
