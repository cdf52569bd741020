import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { Day } from '#core/shared/days.ts';
import { readDay } from '../text/day-text.ts';

type Props = Readonly<{
  id?: string;
  value?: Day | null;
  onChange?: (day: Day | undefined) => void;
  from?: string;
  to?: string;
  near?: string;
  disabled?: boolean;
}>;

dayjs.locale('zh-cn');
const shown = ['YYYY年M月D日', 'YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD'];

/** A day: shown as 2026年11月24日, kept as ISO. `near` is where the calendar opens: the city's day, not the machine's. */
export function DateInput({ value, onChange, from, to, near, ...rest }: Props) {
  const known = typeof value === 'string' ? readDay(value) : undefined;
  return (
    <DatePicker
      {...rest}
      className="wide"
      format={shown}
      placeholder="年月日，可直接输入"
      value={known === undefined ? null : dayjs(known)}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : undefined)}
      minDate={from === undefined ? undefined : dayjs(from)}
      maxDate={to === undefined ? undefined : dayjs(to)}
      defaultPickerValue={near === undefined ? undefined : dayjs(near)}
      showNow={false}
    />
  );
}
