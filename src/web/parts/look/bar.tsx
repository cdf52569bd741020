type Props = Readonly<{ value: number; of?: number; forecast?: number; full?: number; label: string }>;

/** 完成多少、预计多少，对着任务数；没有任务的，对着 `full`. Plain boxes, so that it prints and grows with the type. */
export function Bar({ value, of, forecast = value, full = 1, label }: Props) {
  const whole = Math.max(of ?? 0, forecast, value, full);
  const share = (n: number): string => `${Math.round((n / whole) * 1000) / 10}%`;
  return (
    <div className="bar" role="img" aria-label={label}>
      <span className="bar-forecast" style={{ width: share(forecast) }} />
      <span className="bar-value" style={{ width: share(value) }} />
      {of !== undefined && <span className="bar-target" style={{ left: share(of) }} />}
    </div>
  );
}
