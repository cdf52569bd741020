import { Button } from 'antd';
import type { SiteSheet } from '#contract/shapes.ts';
import { isTrouble } from '../../api/call.ts';
import { sessionEnded } from '../../api/session-ended.ts';
import { Failed } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';

/** The sheet does not lie on this device, and could not be fetched. */
export function Absent({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const status = isTrouble(error) ? error.status : -1;
  if (status !== 0 && status !== 401) return <Failed error={error} onAgain={onAgain} />;
  const offline = status === 0;
  return (
    <div className="state-box" role="alert">
      <h1>{offline ? '这张检查表还不在本机' : '请重新登录'}</h1>
      <p>{offline ? '现在没有网络。请先到有网络的地方打开一次，之后断网也能填。如果已经提交，本机的记录会自动清除。' : '登录已过期，登录后打开检查表。'}</p>
      <div className="buttons">
        <Button type="primary" size="large" onClick={offline ? onAgain : () => sessionEnded.tell()}>
          {offline ? '再试一次' : '登录'}
        </Button>
      </div>
    </div>
  );
}

/** Nothing to fill in here: handed in just now, or it lies with somebody else. Nothing of it is left on this device. */
export function Closed({ sheet, words }: { sheet: SiteSheet; words: string }) {
  return (
    <div className="state-box calm">
      <h1>{sheet.studio.name}</h1>
      <p className="state-title" role="status">
        {words}
      </p>
      <p className="quiet">
        已上传 {sheet.answers.length} 项结果、{sheet.findings.length} 个问题。本机没有留下这张表的内容。
      </p>
      <div className="buttons">
        <To href={`/matters/${sheet.id}`}>看这次检查</To>
        <To href="/">回到我的桌面</To>
      </div>
    </div>
  );
}
