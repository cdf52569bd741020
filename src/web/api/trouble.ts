import type { Problem } from '#contract/shapes.ts';

type Reason = Problem['reasons'][number];

/** The server said no, or could not be reached (`status` 0). Always has a sentence that people can read. */
export class Trouble extends Error {
  readonly status: number;
  readonly reasons: readonly Reason[];
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, reasons: readonly Reason[] = [], retryAfter?: number) {
    super(message);
    this.status = status;
    this.reasons = reasons;
    this.retryAfter = retryAfter;
  }
}

const said: Readonly<Record<number, string>> = {
  0: '网络不通。已填的内容保存在本机，连上后请再试一次',
  401: '登录已过期，请重新登录',
  403: '这件事不在您的职责范围',
  404: '没有找到，或您无权查看',
  409: '已有人先办了，请看看最新情况',
  413: '文件太大，请压缩后再传',
  415: '不支持这种文件',
  422: '还有几处要补充',
  429: '操作太频繁，请稍等再试',
  503: '系统正忙，请稍等再试',
};

const isReason = (value: unknown): value is Reason => typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

/** Reads problem+json where it came as that, and says something useful where it did not. */
export function troubleOf(status: number, body: unknown, retryAfter?: number): Trouble {
  const reasons = typeof body === 'object' && body !== null && 'reasons' in body && Array.isArray(body.reasons) ? body.reasons.filter(isReason) : [];
  const detail = typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string' ? body.detail : undefined;
  const sentence =
    reasons.length > 0 ? reasons.map(({ message }) => message).join('；') : (detail ?? said[status] ?? '系统出了点问题，已填的内容没有丢，请稍后再试');
  return new Trouble(status, sentence, reasons, retryAfter);
}

export const sentenceOf = (error: unknown): string => (error instanceof Trouble ? error.message : '系统出了点问题，请稍后再试');
