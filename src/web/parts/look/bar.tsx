type Props = Readonly<{ value: number; of: number; forecast?: number; label: string }>;

/** 完成多少、预计多少，对着任务数；our own few lines of SVG, so that it prints. */
export function Bar({ value, of, forecast = value, label }: Props) {
  const full = Math.max(of, forecast, value, 1);
  const width = (n: number): number => Math.round((Math.min(n, full) / full) * 1000) / 10;
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect x="0" y="0" width="100" height="10" className="bar-ground" />
      <rect x="0" y="2" width={width(forecast)} height="6" className="bar-forecast" />
      <rect x="0" y="2" width={width(value)} height="6" className="bar-value" />
      <rect x={Math.min(99.2, width(of) - 0.4)} y="0" width="0.8" height="10" className="bar-target" />
    </svg>
  );
}
