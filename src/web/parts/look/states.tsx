import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { isTrouble } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';

/** The shape of what is coming, not a spinner. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  return (
    <div aria-busy="true" role="status">
      <span className="sr-only">正在打开</span>
      <div aria-hidden>
        <Skeleton active title={{ width: '40%' }} paragraph={{ rows: lines }} />
      </div>
    </div>
  );
}

/** What went wrong and what to do about it. */
export function Failed({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  const status = isTrouble(error) ? error.status : -1;
  const title =
    status === 404 ? '没有找到' : status === 403 ? '这一页不在您的职责范围' : status === 0 ? '网络不通' : status === 401 ? '请重新登录' : '没有打开';
  return (
    <div className="state-box" role="alert">
      <h2>{title}</h2>
      <p>{sentenceOf(error)}</p>
      {isTrouble(error) && error.reasons.some(({ code }) => code === 'not-found') && <p className="quiet">可能已移交给别的单位，也可能链接抄错了一位。</p>}
      <div className="buttons">
        {onAgain && status !== 404 && status !== 403 && (
          <Button type="primary" onClick={onAgain}>
            再试一次
          </Button>
        )}
        <a className="text-link" href="/">
          回到我的桌面
        </a>
      </div>
    </div>
  );
}

/** Nothing here, said kindly, with what to do next where there is something. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state-box calm">
      <p className="state-title">{title}</p>
      {children && <div className="quiet">{children}</div>}
    </div>
  );
}

type Asked<T> = Readonly<{ data: T | undefined; error: unknown; refetch: () => unknown }>;

/** Skeleton, error or content: the same for every page. Content stays while it is asked again. */
export function Answered<T>({ of: { data, error, refetch }, lines, children }: { of: Asked<T>; lines?: number; children: (data: T) => ReactNode }) {
  if (data !== undefined) return children(data);
  return error ? <Failed error={error} onAgain={() => void refetch()} /> : <Waiting lines={lines} />;
}
