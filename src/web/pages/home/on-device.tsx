import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Me } from '#contract/shapes.ts';
import { Block } from '../../parts/look/page.tsx';
import { To } from '../../parts/look/to.tsx';
import { openDevice } from '../../site/device.ts';
import { unsentCount } from '../../site/edits.ts';
import { registerWorker } from '../../site/worker.ts';

/** Once the page is still: the sheet should open without a network before anybody stands in a basement. */
function whenIdle(work: () => void): () => void {
  const waiting = setTimeout(work, 2_000);
  return () => clearTimeout(waiting);
}

/** 本机还有没上传的现场记录；nothing when there are none. */
export function OnDevice({ me, prepare }: { me: Me; prepare: boolean }) {
  const person = me.person.id;
  useEffect(() => (prepare ? whenIdle(() => void registerWorker()) : undefined), [prepare]);
  const { data = [] } = useQuery({
    queryKey: ['on-device', person],
    networkMode: 'always',
    staleTime: 0,
    queryFn: async () => (await (await openDevice(person)).all()).filter((visit) => unsentCount(visit) > 0 || visit.handIn.wanted),
  });
  if (data.length === 0) return null;
  return (
    <Block title="本机还有没上传的现场记录">
      <ul className="plain">
        {data.map((visit) => (
          <li key={visit.id}>
            <To href={`/site/${visit.id}`} className="todo">
              <span className="todo-title">{visit.sheet.studio.name}</span>
              <span className="todo-about quiet">{visit.handIn.wanted ? '待提交' : `还有 ${unsentCount(visit)} 条未上传`}，打开后自动上传</span>
            </To>
          </li>
        ))}
      </ul>
    </Block>
  );
}
