import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import type { Matter, Me, Option, Studio } from '#contract/shapes.ts';
import { matter as matterAt, studio as studioAt } from '../../api/questions.ts';
import { To } from '../../parts/look/to.tsx';
import { PointsTable } from '../../parts/matter/points-table.tsx';
import { Sections } from '../../parts/matter/sections.tsx';
import { SevenHaves } from '../../parts/matter/seven-haves.tsx';
import { OptionForm } from '../../parts/option/option-form.tsx';

function Material({ parent, studio, seen }: { parent: Matter | undefined; studio: string | undefined; seen: Studio | undefined }) {
  const verdicts = parent?.verdicts ?? seen?.verdicts;
  const points = parent?.points ?? seen?.points;
  return (
    <>
      {studio !== undefined && seen && (
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

/** 评分和自评：左边看材料，右边逐项打分；草稿存在本机，断网也能打。 */
export function Scoring({ matter, option, me }: { matter: Matter; option: Option; me: Me }) {
  const { message } = App.useApp();
  const parentId = matter.parent?.id;
  const { data: parent } = useQuery({ ...matterAt(parentId ?? ''), enabled: parentId !== undefined, retry: false });
  const studio = matter.studio?.id;
  const { data: seen } = useQuery({ ...studioAt(studio ?? ''), enabled: studio !== undefined, retry: false });
  const titles = Object.fromEntries((parent?.verdicts ?? seen?.verdicts ?? []).map(({ criterion, title }) => [criterion, title]));
  return (
    <div className="scoring">
      <section className="scoring-material" aria-label="材料">
        <h2>材料</h2>
        <Material parent={parent} studio={studio} seen={seen} />
      </section>
      <section className="scoring-form" aria-label="打分">
        <h2>打分</h2>
        <OptionForm
          wanted={{ option, matter, titles }}
          person={me.person.id}
          today={me.today}
          onTaken={() => void message.success(matter.kind === 'sheet' ? '已交表。现在可以看其他专家的评分' : `已${option.title}`)}
        />
      </section>
    </div>
  );
}
