import { Alert, Button } from 'antd';
import { lazy, Suspense } from 'react';
import { dayZh, type Day } from '#core/shared/days.ts';

// The calendar is fetched by whoever looks back.
const DateInput = lazy(() => import('../form/date-input.tsx').then(({ DateInput: component }) => ({ default: component })));

type Chosen = Readonly<{ on: Day | undefined; today: Day; from?: Day; onChange: (on: Day | undefined) => void }>;

/** 截至某日：选一天，看当天结束时是什么样子。 */
export function AsOfChooser({ on, today, from, onChange }: Chosen) {
  return (
    <span className="as-of no-print">
      <span>截至</span>
      <Suspense fallback={null}>
        <DateInput id="as-of" value={on ?? null} near={on ?? today} from={from} to={today} onChange={(day) => onChange(day === today ? undefined : day)} />
      </Suspense>
    </span>
  );
}

/** What is shown is how it stood then; what is not known of that day is said. */
export function AsOfBanner({ past, onNow }: { past: Readonly<{ on: Day; unknown: readonly string[] }>; onNow: () => void }) {
  return (
    <Alert
      className="as-of-banner"
      type="warning"
      showIcon
      title={`这是截至${dayZh(past.on)}的情况，只能看，不能办`}
      description={
        past.unknown.length > 0 && (
          <ul className="plain">
            {past.unknown.map((line) => (
              <li key={line}>{line}。</li>
            ))}
          </ul>
        )
      }
      action={
        <Button className="no-print" onClick={onNow}>
          回到现在
        </Button>
      }
    />
  );
}
