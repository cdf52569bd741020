import type { Matter } from '#contract/shapes.ts';

const words = { done: '已办', now: '现在', next: '以后' } as const;

/** 走过哪里，现在在哪里，接下来到哪里。 */
export function StatusPath({ path, closed, past }: Pick<Matter, 'path' | 'closed' | 'past'>) {
  return (
    <ol className={['path', ...(closed ? ['closed'] : []), ...(past === undefined ? [] : ['then'])].join(' ')} aria-label="办理进度">
      {path.map(({ code, zh, status }, index) => (
        <li key={`${code} ${index}`} className={status} aria-current={status === 'now' ? 'step' : undefined}>
          <span className="sr-only">{past !== undefined && status === 'now' ? '当时' : words[status]}：</span>
          {zh}
        </li>
      ))}
    </ol>
  );
}
