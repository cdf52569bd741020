import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import type { Matter, Me, Option } from '#contract/shapes.ts';
import { matter as matterAt, studio as studioAt } from '../../api/questions.ts';
import { To } from '../../parts/look/to.tsx';
import { PointsTable } from '../../parts/matter/points-table.tsx';
import { Sections } from '../../parts/matter/sections.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { OptionForm } from '../../parts/option/option-form.tsx';

function Material({ parent, studio }: { parent: Matter | undefined; studio: string | undefined }) {
  const seen = useQuery({ ...studioAt(studio ?? ''), enabled: studio !== undefined, retry: false });
  const verdicts = parent?.verdicts ?? seen.data?.verdicts;
  const points = parent?.points ?? seen.data?.points;
  return (
    <>
      {studio !== undefined && seen.data && (
        <p>
          <To href={`/studios/${studio}`}>打开工作室全部台账</To>
        </p>
      )}
      {verdicts && <SevenHaves verdicts={verdicts} points={points} frozen={parent?.dossierHash !== undefined} />}
      {points && <PointsTable points={points} />}
      {parent && <Sections sections={parent.sections} />}
    </>
  );
}

/** 评分：左边看材料，右边逐项打分；草稿存在本机，断网也能打。 */
export function Scoring({ matter, option, me }: { matter: Matter; option: Option; me: Me }) {
  const { message } = App.useApp();
  const parentId = matter.parent?.id;
  const { data: parent } = useQuery({ ...matterAt(parentId ?? ''), enabled: parentId !== undefined, retry: false });
  const titles = Object.fromEntries((parent?.verdicts ?? []).map(({ criterion, title }) => [criterion, title]));
  return (
    <div className="scoring">
      <section className="scoring-material" aria-label="材料">
        <h2>材料</h2>
        <Material parent={parent} studio={matter.studio?.id} />
      </section>
      <section className="scoring-form" aria-label="打分">
        <h2>打分</h2>
        <OptionForm
          wanted={{ option, matter, titles }}
          person={me.person.id}
          today={me.today}
          onTaken={() => void message.success('已交表。现在可以看其他专家的评分')}
        />
      </section>
    </div>
  );
}
