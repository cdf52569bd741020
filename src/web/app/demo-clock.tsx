import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { dayZh, type Day } from '#core/shared/days.ts';
import { call } from '../api/call.ts';
import { sentenceOf } from '../api/trouble.ts';
import { weekdayZh } from '../parts/text/day-text.ts';

const steps = [1, 3, 7, 30] as const;

/** 演示时钟：把全市的日子往前拨，到期的事随之发生。Only in the demo. */
export function DemoClock({ today }: { today: Day }) {
  const client = useQueryClient();
  const move = useMutation({ mutationFn: (days: number) => call('moveClock', { body: { days } }), onSuccess: () => client.invalidateQueries() });
  return (
    <div className="demo-clock" role="group" aria-label="演示时钟">
      <span>
        演示 · 今天是 <strong className="figures">{dayZh(today)}</strong> {weekdayZh(today)}
      </span>
      <span className="demo-steps">
        {steps.map((days) => (
          <Button key={days} size="small" onClick={() => move.mutate(days)} disabled={move.isPending} loading={move.isPending && move.variables === days}>
            +{days}天
          </Button>
        ))}
      </span>
      {move.error && <span role="alert">{sentenceOf(move.error)}</span>}
    </div>
  );
}
