import { lazy, Suspense } from 'react';
import { differing, type Differing } from '#core/drafts/draft.ts';
import type { Conflict } from '../form/draft-line.ts';
import type { Field } from '../form/schema.ts';
import { clockOf } from '../text/day-text.ts';
import type { Remarks } from './remarks-by-field.ts';
import type { sinceOf } from './since.ts';

// What few forms need, and none before it is drawn.
const ChangedMeanwhile = lazy(() => import('./changed-meanwhile.tsx').then(({ ChangedMeanwhile: component }) => ({ default: component })));
const ChooseVersion = lazy(() => import('../form/choose-version.tsx').then(({ ChooseVersion: component }) => ({ default: component })));
const RemarksOnTop = lazy(() => import('./remarks-on-top.tsx').then(({ RemarksOnTop: component }) => ({ default: component })));

type Props = Readonly<{
  fields: readonly Field[];
  remarks: Remarks | undefined;
  conflict: Conflict | undefined;
  changed: Readonly<{ since: ReturnType<typeof sinceOf>; under: readonly Differing[] }> | undefined;
  onGo: (name: string) => void;
  onSettle: (theirs: ReadonlySet<string>) => void;
  onGoOn: (theirs: ReadonlySet<string>) => void;
}>;

/** What is to be known before going on: what a return said, what another device wrote, what somebody else changed. */
export function FormNotices({ fields, remarks, conflict, changed, onGo, onSettle, onGoOn }: Props) {
  return (
    <Suspense fallback={null}>
      {remarks && <RemarksOnTop remarks={remarks} fields={fields} onGo={onGo} />}
      {conflict && (
        <ChooseVersion
          title={`您在另一台设备上也写了（${clockOf(conflict.at)}），两边都在，请逐项选`}
          fields={fields}
          differing={differing(conflict.mine, conflict.theirs)}
          mine="这台设备上写的"
          theirs="另一台设备上写的"
          go="选好了，接着写"
          onChosen={onSettle}
        />
      )}
      {changed && <ChangedMeanwhile since={changed.since} fields={fields} differing={changed.under} onGoOn={onGoOn} />}
    </Suspense>
  );
}
