import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, InputNumber } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { AssignmentPreview, WaitingCase } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { reviewWaiting } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Deadline } from '../../parts/look/deadline.tsx';
import { Block } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';

// The form of a plan weighs more than the page: it comes when there is a plan.
const Plan = lazy(() => import('./plan.tsx').then(({ Plan: component }) => ({ default: component })));

type Line = Readonly<{ one: WaitingCase; chosen: boolean; onChoose: (on: boolean) => void }>;
function Case({ one, chosen, onChoose }: Line) {
  const { today } = useMe();
  const asks = one.drawing ? '已公布抽签，抽定以后再安排' : one.seated > 0 ? `在座 ${one.seated} 名，至少再请 ${one.need} 名` : '还没有请专家';
  return (
    <li className="waiting-case">
      <Checkbox checked={chosen} disabled={one.drawing} onChange={({ target }) => onChoose(target.checked)} aria-label={`选《${one.title}》`} />
      <div>
        <To href={one.href}>{one.title}</To>
        <span className="quiet">
          {one.unit}
          {one.union && ` · ${one.union.name}`} · {asks}
        </span>
      </div>
      <Deadline dueOn={one.dueOn} today={today} />
    </li>
  );
}

/** 等着请专家的：选几件，定每件几名、每人最多几件，试排看清楚，再分派。 */
export function Waiting() {
  const list = listed(useInfiniteQuery(reviewWaiting));
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [each, setEach] = useState(3);
  const [most, setMost] = useState(5);
  const [seed, setSeed] = useState(0);
  const [preview, setPreview] = useState<AssignmentPreview>();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const chosen = (list.data ?? []).filter(({ id, drawing }) => !drawing && !off.has(id)).map(({ id }) => id);
  const choose = (id: string, on: boolean): void => setOff((before) => new Set(on ? [...before].filter((one) => one !== id) : [...before, id]));

  const tryIt = async (given: { most?: number; again?: boolean } = {}): Promise<void> => {
    const [limit, turn] = [given.most ?? most, given.again === true ? seed + 1 : seed];
    setMost(limit);
    setSeed(turn);
    setBusy(true);
    setTrouble('');
    try {
      setPreview(await call('previewAssignment', { body: { matters: [...chosen], each, most: limit, seed: turn === 0 ? '' : `第${turn + 1}次` } }));
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Block title="等着请专家的">
      <Answered of={list} lines={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有等着请专家的事项。">受理以后，要考核验收的会出现在这里。</Nothing>
          ) : (
            <>
              <ul className="plain">
                {rows.map((one) => (
                  <Case key={one.id} one={one} chosen={!one.drawing && !off.has(one.id)} onChoose={(on) => choose(one.id, on)} />
                ))}
              </ul>
              {list.more && <More {...list} shown={rows.length} unit="件" />}
              <div className="assign-bar no-print" role="group" aria-label="试排">
                <span>
                  每件 <InputNumber aria-label="每件几名专家" min={3} max={9} value={each} onChange={(value) => setEach(value ?? 3)} /> 名专家
                </span>
                <span>
                  每人最多 <InputNumber aria-label="每人最多几件" min={1} max={200} value={most} onChange={(value) => setMost(value ?? 5)} /> 件
                </span>
                <Button type={preview === undefined ? 'primary' : 'default'} disabled={chosen.length === 0} loading={busy} onClick={() => void tryIt()}>
                  试排选中的 {chosen.length} 件
                </Button>
                {trouble !== '' && (
                  <span role="alert" className="wrong">
                    {trouble}
                  </span>
                )}
              </div>
            </>
          )
        }
      </Answered>
      {preview !== undefined && (
        <Suspense fallback={null}>
          <Plan
            preview={preview}
            each={each}
            most={most}
            seed={preview.proof?.seed ?? ''}
            onLeast={(least) => void tryIt({ most: least })}
            onAgain={() => void tryIt({ again: true })}
            onChanged={() => void tryIt()}
            onDone={() => {
              setPreview(undefined);
              setOff(new Set());
            }}
          />
        </Suspense>
      )}
    </Block>
  );
}
