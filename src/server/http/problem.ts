import type { Problem } from '#contract/shapes.ts';
import { Refusal } from '#server/kernel/refusal.ts';

const titles: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '请登录',
  403: '不能办理',
  404: '没有找到',
  409: '已有变化',
  413: '内容过大',
  415: '不支持的类型',
  422: '还不完整',
  429: '太频繁',
  500: '系统出错',
  503: '暂时不可用',
};

export type ProblemAnswer = Readonly<{ status: number; body: Problem; retryAfter?: number }>;

const problem = (status: number, reasons: Problem['reasons'], retryAfter?: number): ProblemAnswer => ({
  status,
  body: { type: `about:blank#${reasons[0]?.code ?? status}`, title: titles[status] ?? '出错', status, reasons },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});
const said = (status: number, code: string, message: string, retryAfter?: number): ProblemAnswer => problem(status, [{ code, message }], retryAfter);

const lost = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08003', '53300']);
const property = (error: unknown, name: 'code' | 'message' | 'statusCode'): unknown =>
  typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;
const isLostDatabase = (error: unknown): boolean =>
  lost.has(String(property(error, 'code'))) ||
  /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(String(property(error, 'message')));

/** What people are told; never a stack trace, never a database's sentence. Anything unexpected is for the log. */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Refusal)
    return problem(
      error.status,
      error.reasons.map((one) => ({ ...one })),
      error.retryAfter,
    );
  if (isLostDatabase(error)) return said(503, 'database-away', '数据库暂时连不上，已填内容不会丢失，请稍后再试', 5);
  if (property(error, 'code') === '57014') return said(503, 'too-slow', '查询超时，请缩小范围后再试', 5);
  // The one character PostgreSQL cannot keep (U+0000), in text or in JSON.
  if (['22021', '22P05'].includes(String(property(error, 'code')))) return said(400, 'malformed', '内容中含有无效字符，请删去后重试');
  const status = property(error, 'statusCode');
  if (status === 413) return said(413, 'too-large', '内容过大');
  if (status === 415) return said(415, 'wrong-type', '请以 application/json 提交');
  // Too deep to be read is malformed as well: nothing of ours nests further than a form.
  if (error instanceof RangeError && /call stack/i.test(error.message)) return said(400, 'malformed', '请求格式有误');
  if (status === 400 || status === 414) return said(400, 'malformed', '请求格式有误');
  if (status === 429) return said(429, 'too-many', '操作太频繁，请稍后再试', 10);
  return said(500, 'fault', '系统出错，已记录，请稍后再试或联系管理员');
}
/** Whether it should never have happened. */
export const isFault = (error: unknown): boolean => problemOf(error).status === 500;
