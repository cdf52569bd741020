import { Button } from 'antd';
import { useState } from 'react';
import type { Candidate } from '#contract/shapes.ts';
import { Chips } from '../list/chips.tsx';
import { useWideScreen } from '../list/wide-screen.ts';
import { CandidateCard, CandidateRow } from './candidate.tsx';
import { inOrder, shown, showsOf } from './candidate-shows.ts';

function Table({ candidates }: { candidates: readonly Candidate[] }) {
  const titles = candidates[0]?.criteria ?? [];
  const certified = candidates.some(({ certificateNo }) => certificateNo !== undefined);
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="表格：表彰名单">
      <table className="plain-table candidates">
        <caption className="sr-only">表彰名单，好的在前</caption>
        <thead>
          <tr>
            <th scope="col" className="right ordinal">
              名次
            </th>
            <th scope="col">工作室</th>
            <th scope="col" className="right">
              得分
            </th>
            {titles.map(({ code, zh }) => (
              <th key={code} scope="col">
                {zh}
              </th>
            ))}
            <th scope="col">状态{certified && '和证书编号'}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((candidate) => (
            <CandidateRow key={candidate.id} candidate={candidate} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const mostFirst = 8;
/** On a phone the best first, the rest at one press. */
function Cards({ candidates }: { candidates: readonly Candidate[] }) {
  const [all, setAll] = useState(false);
  const listed = candidates.filter(({ state }) => state.code !== 'candidate').length;
  const most = all ? candidates.length : Math.max(mostFirst, listed);
  return (
    <>
      <ul className="cards flat">
        {candidates.slice(0, most).map((candidate) => (
          <CandidateCard key={candidate.id} candidate={candidate} />
        ))}
      </ul>
      {candidates.length > most && (
        <Button type="link" onClick={() => setAll(true)}>
          看全部 {candidates.length} 家
        </Button>
      )}
    </>
  );
}

/** 开会、签发的人先看要定的几家。 */
const decidedOn = (candidates: readonly Candidate[]): string | undefined =>
  ['commended', 'listed'].find((code) => candidates.some(({ state }) => state.code === code));

/** 表彰：好的在前，四条的依据就在旁边；定名单的人不用另翻材料。 */
export function Candidates({ candidates, decided = false }: { candidates: readonly Candidate[]; decided?: boolean }) {
  const wide = useWideScreen();
  const first = decided ? decidedOn(candidates) : undefined;
  const [show, setShow] = useState(first);
  // What is decided on comes first: on a phone it is the one in view.
  const chips = showsOf(candidates).toSorted((a, b) => Number(b.value === first) - Number(a.value === first));
  // A chip whose studios have moved on lets everybody in again.
  const rows = shown(inOrder(candidates), chips.some(({ value }) => value === show) ? show : undefined);
  return (
    <>
      {chips.length > 0 && (
        <div className="filters no-print">
          <Chips label="只看" chips={chips} value={show} onChange={setShow} />
        </div>
      )}
      {wide ? <Table candidates={rows} /> : <Cards candidates={rows} />}
    </>
  );
}
