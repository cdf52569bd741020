import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { isTrouble } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Props = Readonly<{ error: unknown; matter?: string; onlyUnplaced?: readonly string[] }>;

/** Why it was not done, in words; where somebody else was quicker, a way to see what they did without losing what was typed. */
export function SaidNo({ error, matter, onlyUnplaced }: Props) {
  const client = useQueryClient();
  if (error === null || error === undefined) return null;
  const status = isTrouble(error) ? error.status : 0;
  const lines =
    onlyUnplaced ??
    (isTrouble(error) && error.reasons.length > 0
      ? error.reasons.map(({ message, clause }) => (clause ? `${message}（${clause}）` : message))
      : [sentenceOf(error)]);
  const title = status === 422 ? '还有几处要补充' : status === 409 ? '没有办成：情况有变化' : status === 401 ? '登录已过期' : '没有办成';
  const look = () => void client.invalidateQueries({ queryKey: matter === undefined ? undefined : ['matter', matter] });
  return (
    <Alert
      className="said-no"
      type={status === 409 || status === 401 ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={title}
      description={
        <>
          {status === 401 && <p>请在弹出的窗口重新登录，然后再按一次提交。填写的内容都在。</p>}
          {status !== 401 && lines.length > 0 && (
            <ul className="plain">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {status === 422 && lines.length === 0 && <p>已标在对应的格子旁边。</p>}
          {status === 409 && (
            <Button size="small" onClick={look}>
              看看最新情况（已填内容保留）
            </Button>
          )}
        </>
      }
    />
  );
}
