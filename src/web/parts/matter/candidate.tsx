import { useId, useState } from 'react';
import type { Candidate } from '#contract/shapes.ts';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';
import { CriterionReasons, CriterionTile } from './criterion-tiles.tsx';

const kinds: Readonly<Record<string, 'good' | 'warn' | 'bad'>> = { commended: 'good', listed: 'good', suspended: 'warn', struck: 'bad' };

/** Which of the four is open; one at a time, the rest stays in its place. */
function useOpen({ criteria }: Candidate) {
  const panel = useId();
  const [code, setCode] = useState<string>();
  return { panel, code, toggle: (pressed: string) => setCode(pressed === code ? undefined : pressed), criterion: criteria.find((one) => one.code === code) };
}

function State({ of: { state, note, certificateNo } }: { of: Candidate }) {
  return (
    <>
      <StateTag zh={state.zh} kind={kinds[state.code]} />
      {note && <span className="quiet candidate-note">{note}</span>}
      {certificateNo && <span className="figures candidate-note">证书 {certificateNo}</span>}
    </>
  );
}

/** 表彰事由：起草的话从四条来，可以再改。 */
function Reason({ of: { reason } }: { of: Candidate }) {
  if (reason === '') return null;
  return (
    <p className="candidate-reason">
      <span className="quiet">表彰事由 </span>
      {reason}
    </p>
  );
}

/** One studio in the table: a row, what it is commended for, and the evidence of the criterion that is open. */
export function CandidateRow({ candidate }: { candidate: Candidate }) {
  const { panel, code, toggle, criterion } = useOpen(candidate);
  const { rank, studio, hostUnit, lead, union, score, criteria, reason } = candidate;
  const width = 4 + criteria.length;
  return (
    <>
      <tr>
        <td className="figures right ordinal">{rank}</td>
        <td className="candidate-who">
          <To href={`/studios/${studio.id}`}>{studio.name}</To>
          <span className="quiet">
            {hostUnit} · {union} · {lead}
          </span>
        </td>
        <td className="figures right">{score === 0 ? '—' : score}</td>
        {criteria.map((one) => (
          <td key={one.code} className="candidate-cell">
            <CriterionTile of={one} open={code} onToggle={toggle} panel={panel} />
          </td>
        ))}
        <td>
          <State of={candidate} />
        </td>
      </tr>
      {(reason !== '' || criterion) && (
        <tr className="candidate-more">
          <td colSpan={width}>
            <Reason of={candidate} />
            {criterion && <CriterionReasons of={criterion} id={panel} />}
          </td>
        </tr>
      )}
    </>
  );
}

/** The same studio as a card for a phone. */
export function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { panel, code, toggle, criterion } = useOpen(candidate);
  const { rank, studio, hostUnit, lead, union, score, criteria } = candidate;
  return (
    <li className="card candidate-card">
      <p className="candidate-line">
        <strong className="figures">{rank}</strong> <To href={`/studios/${studio.id}`}>{studio.name}</To>
        <span className="figures candidate-score">{score === 0 ? '未考核' : `${score} 分`}</span>
      </p>
      <p className="quiet">
        {hostUnit} · {union} · {lead}
      </p>
      <p>
        <State of={candidate} />
      </p>
      <div className="have-tiles">
        {criteria.map((one) => (
          <CriterionTile key={one.code} of={one} open={code} onToggle={toggle} panel={panel} />
        ))}
      </div>
      {criterion && <CriterionReasons of={criterion} id={panel} />}
      <Reason of={candidate} />
    </li>
  );
}
