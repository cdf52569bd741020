import { Input } from 'antd';
import { lazy, Suspense, type ComponentProps } from 'react';
import type { DateInput as Calendar } from './date-input.tsx';
import type { FileInput as Files } from './file-input.tsx';

// The calendar and the upload weigh as much as a page: they come when a form asks for them.
const LateCalendar = lazy(() => import('./date-input.tsx').then(({ DateInput: component }) => ({ default: component })));
const LateFiles = lazy(() => import('./file-input.tsx').then(({ FileInput: component }) => ({ default: component })));

const placeFor = (id: string | undefined) => <Input id={id} disabled placeholder="正在准备……" />;

/** A day. The label finds its field while the calendar is still on its way. */
export function DateInput(props: ComponentProps<typeof Calendar>) {
  return (
    <Suspense fallback={placeFor(props.id)}>
      <LateCalendar {...props} />
    </Suspense>
  );
}

/** One file or several. */
export function FileInput(props: ComponentProps<typeof Files>) {
  return (
    <Suspense fallback={placeFor(props.id)}>
      <LateFiles {...props} />
    </Suspense>
  );
}
