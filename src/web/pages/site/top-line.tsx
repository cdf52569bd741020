import { sessionEnded } from '../../api/session-ended.ts';
import { unsentCount, whyUnsent } from '../../site/edits.ts';
import type { PumpState } from '../../site/pump.ts';
import type { Visit } from '../../site/visit.ts';
import { dayZh } from '#core/shared/days.ts';
import { BigButton } from './big-button.tsx';
import { useSite } from './use-site.ts';

/** 有没有网络，传到了哪里，一句话。 */
export function stateWords({ phase, message }: PumpState, unsent: number, wanted: boolean): string {
  const left = unsent === 0 ? (wanted ? '检查表待提交' : '') : `还有 ${unsent} 条未上传`;
  switch (phase) {
    case 'syncing':
      return left === '' ? '正在核对……' : `正在上传，${left}`;
    case 'offline':
      return left === '' ? '没有网络；记的都已上传' : `没有网络；${left}，已记在本机`;
    case 'signed-out':
      return left === '' ? '登录已过期' : `登录已过期；${left}，已记在本机`;
    case 'revoked':
      return left === '' ? '这张表已不由您填写' : `这张表已不由您填写；${left}，仍在本机`;
    case 'shut':
      return left === '' ? '检查表不用再填' : `检查表不能再填；${left}，仍在本机`;
    case 'busy':
      return `${message ?? '系统正忙'}。${left === '' ? '' : `${left}，`}稍后自动再传`;
    case 'idle':
    case 'done':
      return left === '' ? '全部已上传' : left;
    default:
      return phase satisfies never;
  }
}

const mayPress = (phase: PumpState['phase']): boolean => phase === 'busy' || phase === 'idle' || (phase === 'offline' && navigator.onLine);

function StateLine({ visit, pump }: { visit: Visit; pump: PumpState }) {
  const site = useSite();
  const unsent = unsentCount(visit);
  const why = whyUnsent(visit);
  const { wanted } = visit.handIn;
  const left = unsent > 0 || wanted;
  const calm = !left && (pump.phase === 'done' || pump.phase === 'idle' || pump.phase === 'syncing');
  return (
    <div className={calm ? 'site-state' : 'site-state waiting'}>
      <p role="status" aria-live="polite">
        {stateWords(pump, unsent, wanted)}
        {why.length > 0 && <span className="site-why">（{why.join('，')}）</span>}
      </p>
      {pump.phase === 'signed-out' && <BigButton onClick={() => sessionEnded.tell()}>登录</BigButton>}
      {mayPress(pump.phase) && left && <BigButton onClick={() => site.now()}>现在上传</BigButton>}
    </div>
  );
}

/** 哪家、在哪里、哪天前查完；下面一条常在眼前：查了几项、传了没有。 */
export function TopLine({ visit, pump }: { visit: Visit; pump: PumpState }) {
  const { sheet, answers } = visit;
  const all = sheet.checklist.items.length;
  const done = sheet.checklist.items.filter(({ code }) => code in answers).length;
  return (
    <>
      <header className="site-head">
        <h1>{sheet.studio.name}</h1>
        <p className="quiet">
          {sheet.hostUnit}
          {sheet.place !== '' && ` · ${sheet.place}`} · {dayZh(sheet.lastDay)}前查完
        </p>
      </header>
      <div className="site-bar no-print">
        <div className="site-progress" role="progressbar" aria-label="检查进度" aria-valuemin={0} aria-valuemax={all} aria-valuenow={done}>
          <span style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }} />
        </div>
        <p className="figures site-count">
          已查 {done}/{all}
        </p>
        <StateLine visit={visit} pump={pump} />
      </div>
    </>
  );
}
