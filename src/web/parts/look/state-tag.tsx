/** A state in words, with an outline; colour never says it alone. */
export function StateTag({ zh, kind = 'plain' }: { zh: string; kind?: 'plain' | 'good' | 'warn' | 'bad' | 'plaque' }) {
  return <span className={`tag ${kind}`}>{zh}</span>;
}
