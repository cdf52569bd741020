import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Matter, Me, Option, Studio } from '#contract/shapes.ts';
import { matter as matterAt, studio as studioAt } from '../../api/questions.ts';
import { listMemory, neighbours } from '../../parts/list/list-memory.ts';
import { To } from '../../parts/look/to.tsx';
import { OwnNote } from '../../parts/matter/own-note.tsx';
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

/** 评分和自评：左边看材料，右边逐项打分；草稿自己存着。交了接着评下一份，先跳过也行；Ctrl+Enter 交表。 */
export function Scoring({ matter, option, me }: { matter: Matter; option: Option; me: Me }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const form = useRef<HTMLElement>(null);
  const parentId = matter.parent?.id;
  const { data: parent } = useQuery({ ...matterAt(parentId ?? ''), enabled: parentId !== undefined, retry: false });
  const studio = matter.studio?.id;
  const { data: seen } = useQuery({ ...studioAt(studio ?? ''), enabled: studio !== undefined, retry: false });
  const titles = Object.fromEntries((parent?.verdicts ?? seen?.verdicts ?? []).map(({ criterion, title }) => [criterion, title]));
  const near = neighbours(matter.id, listMemory.read());
  const next = near?.next;
  const go = (id: string): void => void navigate({ to: '/matters/$id', params: { id } });
  const onTaken = (): void => {
    void message.success(`已${option.title}${next === undefined ? '' : '，接着下一份'}`);
    if (next !== undefined) go(next);
  };
  useEffect(() => {
    const box = form.current;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      box?.querySelector('form')?.requestSubmit();
    };
    box?.addEventListener('keydown', onKey);
    return () => box?.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="scoring">
      <section className="scoring-material" aria-label="材料">
        <h2>材料</h2>
        <Material parent={parent} studio={studio} seen={seen} />
      </section>
      <section className="scoring-form" aria-label="打分" ref={form}>
        <h2>打分</h2>
        {near !== undefined && (
          <p className="scoring-next">
            <span className="quiet figures">
              第 {near.place} / {near.of} 份；Ctrl+Enter {option.title}
              {next === undefined ? '' : '并看下一份'}
            </span>
            {next !== undefined && (
              <Button size="small" onClick={() => go(next)}>
                先跳过
              </Button>
            )}
          </p>
        )}
        <OwnNote matter={matter.id} />
        <OptionForm wanted={{ option, matter, titles }} person={me.person.id} today={me.today} onTaken={onTaken} />
      </section>
    </div>
  );
}
