import { Button } from 'antd';
import { useState } from 'react';
import type { Me } from '#contract/shapes.ts';
import { Block } from '../look/page.tsx';
import { To } from '../look/to.tsx';
import { firstWords, type Step } from './first-words.ts';

const keptAs = ({ account, acting }: Pick<Me, 'account' | 'acting'>): string => `lingxian.met ${account} ${acting.office}`;
/** Whether this person has been told, in this office and on this device. */
export const isNew = (me: Pick<Me, 'account' | 'acting'>): boolean => localStorage.getItem(keptAs(me)) === null;

export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="first-steps">
      {steps.map(({ says, href, there }) => (
        <li key={says}>
          {says}
          {href !== undefined && (
            <>
              {' '}
              <To href={href}>{there}</To>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

/** 第一次来：这个职务要知道的三四件事；知道了就不再出现，“使用说明”里还看得到。 */
export default function FirstVisit({ me }: { me: Me }) {
  const [fresh, setFresh] = useState(() => isNew(me));
  if (!fresh) return null;
  const done = (): void => {
    localStorage.setItem(keptAs(me), 'yes');
    setFresh(false);
  };
  return (
    <Block title="第一次来，先知道这几件" side={<Button onClick={done}>知道了</Button>}>
      <Steps steps={firstWords[me.acting.office]} />
    </Block>
  );
}
