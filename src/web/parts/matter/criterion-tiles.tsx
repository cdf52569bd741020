import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import type { Candidate } from '#contract/shapes.ts';
import { To } from '../look/to.tsx';

export type Four = Candidate['criteria'][number];
type Props = Readonly<{ of: Four; open: string | undefined; onToggle: (code: string) => void; panel: string }>;

const looks = {
  met: { zh: '符合', icon: CheckCircleOutlined, kind: 'good' },
  unmet: { zh: '不符合', icon: CloseCircleOutlined, kind: 'bad' },
} as const;

/** 表彰四条：一条一块，符合或不符合；按下去看依据。Tiles or table cells, as they are put. */
export function CriterionTile({ of: { code, zh, met, because }, open, onToggle, panel }: Props) {
  const { zh: verdict, icon: Icon, kind } = looks[met ? 'met' : 'unmet'];
  const isOpen = open === code;
  return (
    <button type="button" className={`have ${kind}`} aria-expanded={isOpen} aria-controls={isOpen ? panel : undefined} onClick={() => onToggle(code)}>
      <span className="have-title">{zh}</span>
      <span className="have-verdict">
        <Icon aria-hidden /> {verdict}
      </span>
      <span className="have-because">{because}</span>
    </button>
  );
}

/** 一条的一句话和依据；有明细的点得到明细。 */
export function CriterionReasons({ of: { zh, because, evidence }, id }: { of: Four; id: string }) {
  return (
    <div className="have-reasons" id={id} role="region" aria-label={zh}>
      <p>
        <strong>{zh}：</strong>
        {because}
      </p>
      {evidence.length > 0 && (
        <dl className="evidence-lines">
          {evidence.map(({ label, text, href }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="figures">{href === undefined ? text : <To href={href}>{text}</To>}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
