import { CheckCircleOutlined, CloseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useId, useState } from 'react';
import type { Matter, Points, Verdict } from '#contract/shapes.ts';
import { FileLink } from '../look/file-link.tsx';
import { OptionButton } from '../option/option-button.tsx';

type About = Pick<Matter, 'id' | 'title' | 'version'>;
type Props = Readonly<{ verdicts: readonly Verdict[]; points?: readonly Points[]; matter?: About; frozen?: boolean }>;

const looks: Readonly<Record<Verdict['verdict'], Readonly<{ zh: string; icon: typeof CheckCircleOutlined; kind: string }>>> = {
  met: { zh: '符合', icon: CheckCircleOutlined, kind: 'good' },
  unmet: { zh: '不符合', icon: CloseCircleOutlined, kind: 'bad' },
  unproven: { zh: '证据不足', icon: QuestionCircleOutlined, kind: 'warn' },
};

/** 资格条件不在七个有之内：where the points are known, the seven are those that carry points. */
const amongSeven = (points: readonly Points[] | undefined) => (verdict: Verdict) =>
  points === undefined || points.length === 0 || points.some(({ criterion }) => criterion === verdict.criterion);

/** “5/7 · 还差 2 项” */
export function havesText(verdicts: readonly Verdict[], points?: readonly Points[]): string {
  const seven = verdicts.filter(amongSeven(points));
  const met = seven.filter(({ verdict }) => verdict === 'met').length;
  const open = verdicts.filter(({ verdict }) => verdict !== 'met').length;
  return open === 0 ? `${met}/${seven.length} · 齐了` : `${met}/${seven.length} · 还差 ${open} 项`;
}

function Tile({
  verdict: { title, verdict, because },
  points,
  open,
  onToggle,
  panel,
}: {
  verdict: Verdict;
  points?: Points;
  open: boolean;
  onToggle: () => void;
  panel: string;
}) {
  const { zh, icon: Icon, kind } = looks[verdict];
  return (
    <button type="button" className={`have ${kind}`} aria-expanded={open} aria-controls={open ? panel : undefined} onClick={onToggle}>
      <span className="have-title">{title}</span>
      <span className="have-verdict">
        <Icon aria-hidden /> {zh}
      </span>
      <span className="have-because">{because}</span>
      {points && (
        <span className="have-points figures">
          自动计分 {points.automatic} / {points.max}
        </span>
      )}
    </button>
  );
}

function Reasons({ verdict, matter, id }: { verdict: Verdict; matter?: About; id: string }) {
  const { title, asks, because, clause, evidence, remedies } = verdict;
  return (
    <div className="have-reasons" id={id} role="region" aria-label={title}>
      <p>
        <strong>要求：</strong>
        {asks}
        {clause && <span className="clause">依据{clause}</span>}
      </p>
      <p>
        <strong>现状：</strong>
        {because}
      </p>
      {evidence.length > 0 && (
        <div>
          <strong>证据：</strong>
          <ul className="evidence">
            {evidence.map(({ id: one, label, file }) => (
              <li key={one}>{file === undefined ? label : <FileLink id={file}>{label}</FileLink>}</li>
            ))}
          </ul>
        </div>
      )}
      {remedies.length > 0 && (
        <div className="buttons no-print">
          {remedies.map((remedy) => (
            <OptionButton key={`${remedy.name} ${remedy.href}`} option={remedy} matter={matter} plain />
          ))}
        </div>
      )}
    </div>
  );
}

/** 七个有：七块牌，符合、不符合、证据不足；点开看理由、证据、条款和补救办法。One component everywhere. */
export function SevenHaves({ verdicts, points, matter, frozen = false }: Props) {
  const panel = useId();
  const [open, setOpen] = useState<string>();
  const shown = verdicts.find(({ criterion }) => criterion === open);
  return (
    <div className="haves">
      <p className="haves-sum">
        <strong className="figures">{havesText(verdicts, points)}</strong>
        {frozen && <span className="quiet">（材料已定稿，结论以提交时为准）</span>}
      </p>
      <div className="have-tiles">
        {verdicts.map((verdict) => (
          <Tile
            key={verdict.criterion}
            verdict={verdict}
            points={points?.find(({ criterion }) => criterion === verdict.criterion)}
            open={open === verdict.criterion}
            onToggle={() => setOpen(open === verdict.criterion ? undefined : verdict.criterion)}
            panel={panel}
          />
        ))}
      </div>
      {shown && <Reasons verdict={shown} matter={matter} id={panel} />}
    </div>
  );
}
