type Chip = Readonly<{ value: string; label: string }>;
type Props = Readonly<{ label: string; chips: readonly Chip[]; value: string | undefined; onChange: (value: string | undefined) => void }>;

/** Filters that show what is on. Press again to take off. */
export function Chips({ label, chips, value, onChange }: Props) {
  if (chips.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label={label}>
      <span className="chips-label">{label}</span>
      {chips.map((chip) => (
        <button
          key={chip.value}
          type="button"
          className="chip"
          aria-pressed={chip.value === value}
          onClick={() => onChange(chip.value === value ? undefined : chip.value)}
        >
          {chip.label}
        </button>
      ))}
    </div>
  );
}
