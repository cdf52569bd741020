type Props = Readonly<{ by: readonly (readonly [label: string, value: string | undefined])[]; onClear: () => void }>;

/** Filters that came with a link and have no chip of their own: said, and easy to take off. */
export function Narrowed({ by, onClear }: Props) {
  const on = by.filter(([, value]) => value !== undefined);
  if (on.length === 0) return null;
  return (
    <p className="narrowed">
      只看：{on.map(([label]) => label).join('、')}
      <button type="button" className="chip" onClick={onClear}>
        看全部
      </button>
    </p>
  );
}
