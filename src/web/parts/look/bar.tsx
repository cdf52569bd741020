type Props = Readonly<{ value: number; of: number; forecast?: number; label: string }>;

/** 完成多少、预计多少，对着任务数。Plain boxes, so that it prints and grows with the type. */
export function Bar({ value, of, forecast = value, label }: Props) {
  const full = Math.max(of, forecast, value, 1);
  const share = (n: number): string => `${Math.round((n / full) * 1000) / 10}%`;
  return (
    <div className="bar" role="img" aria-label={label}>
      <span className="bar-forecast" style={{ width: share(forecast) }} />
      <span className="bar-value" style={{ width: share(value) }} />
      <span className="bar-target" style={{ left: share(of) }} />
    </div>
  );
}
