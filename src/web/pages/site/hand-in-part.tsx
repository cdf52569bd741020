import { useId, useState } from 'react';
import { say } from '../../site/edits.ts';
import { askedOf, hasConflicts, lacksOf } from '../../site/hand-in.ts';
import type { PumpState } from '../../site/pump.ts';
import type { Visit } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { Signature } from './signature.tsx';
import { useSite } from './use-site.ts';
import { WordsInput } from './words-input.tsx';

function VisitDay({ visit, disabled }: { visit: Visit; disabled: boolean }) {
  const site = useSite();
  const id = useId();
  return (
    <div className="site-words">
      <label htmlFor={id}>检查日期</label>
      <input
        id={id}
        type="date"
        className="site-day"
        value={visit.handIn.visitedOn ?? ''}
        disabled={disabled}
        onChange={({ target }) => site.edit(() => say({ visitedOn: target.value === '' ? undefined : target.value }))}
      />
    </div>
  );
}

function Refusal({ visit, disabled }: { visit: Visit; disabled: boolean }) {
  const site = useSite();
  const { refuses, refused } = visit.handIn;
  return (
    <>
      <label className="site-check">
        <input type="checkbox" checked={refuses} disabled={disabled} onChange={({ target }) => site.edit(() => say({ refuses: target.checked }))} />
        <span>被检查方拒签</span>
      </label>
      {refuses && (
        <WordsInput label="拒签原因" value={refused} most={300} required disabled={disabled} onWrite={(words) => site.edit(() => say({ refused: words }))} />
      )}
    </>
  );
}

function Waiting({ visit, pump }: { visit: Visit; pump: PumpState }) {
  const site = useSite();
  const { sent } = visit.handIn;
  const why = hasConflicts(visit) ? '有和同事记的不一样的地方，请先选用哪一个' : pump.phase === 'offline' ? '已记在本机，联网后提交' : '正在提交……';
  return (
    <div className="site-waiting" role="status">
      <p>{why}</p>
      {sent === undefined && <BigButton onClick={() => site.edit(() => say({ wanted: false }))}>先不提交</BigButton>}
    </div>
  );
}

function Obstacles({ lacks }: { lacks: readonly string[] }) {
  return (
    <div role="alert" className="wrong">
      <p>还不能提交：</p>
      <ul>
        {lacks.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}

function HandInButton({ visit, pump }: { visit: Visit; pump: PumpState }) {
  const site = useSite();
  const [asked, setAsked] = useState(false);
  const lacks = lacksOf(visit);
  if (visit.handIn.wanted) return <Waiting visit={visit} pump={pump} />;
  const handIn = () => {
    setAsked(true);
    if (lacks.length > 0) return;
    site.edit(() => say({ wanted: true, trouble: [] }));
    site.now();
  };
  const said = asked && lacks.length > 0 ? lacks : visit.handIn.trouble;
  return (
    <>
      {said.length > 0 && <Obstacles lacks={said} />}
      <BigButton type="primary" block onClick={handIn}>
        提交检查记录
      </BigButton>
      <p className="quiet">提交后由市总工会审核；没有网络时先记在本机，联网后自动提交。</p>
    </>
  );
}

/** 总的意见，双方签名，提交。 */
export function HandInPart({ visit, pump }: { visit: Visit; pump: PumpState }) {
  const site = useSite();
  const { handIn, id } = visit;
  const { requires } = askedOf(visit);
  const fixed = handIn.sent !== undefined;
  return (
    <section className="site-group" aria-label="签名和提交">
      <h2>签名和提交</h2>
      <div className="site-item">
        <VisitDay visit={visit} disabled={fixed} />
        <WordsInput label="总的意见和建议" value={handIn.advice} most={2000} disabled={fixed} onWrite={(words) => site.edit(() => say({ advice: words }))} />
        <WordsInput
          label={requires('learning') ? '学习体会' : '值得推广的做法'}
          hint={requires('learning') ? '互查不只找问题：写下对方值得学的做法。' : undefined}
          value={handIn.learning}
          most={2000}
          required={requires('learning')}
          disabled={fixed}
          onWrite={(words) => site.edit(() => say({ learning: words }))}
        />
        <Signature side="inspector" visit={id} name={handIn.inspectorSigner} signature={handIn.inspectorSign} disabled={fixed} />
        <Refusal visit={visit} disabled={fixed} />
        {!handIn.refuses && <Signature side="studio" visit={id} name={handIn.studioSigner} signature={handIn.studioSign} disabled={fixed} />}
        <HandInButton visit={visit} pump={pump} />
      </div>
    </section>
  );
}
