import type { Matter, Option } from '#contract/shapes.ts';
import { OptionButton } from './option-button.tsx';

type Props = Readonly<{ option: Option; matter?: Pick<Matter, 'id' | 'title' | 'version'> }>;

/** 还差什么，凭哪一条，怎样补齐：补齐一样少一样，补完就能办。 */
export function LacksPanel({ option: { title, lacks = [] }, matter }: Props) {
  return (
    <div className="lacks">
      <p>
        “{title}”还差 {lacks.length} 样。补齐以后就能办。
      </p>
      <ol className="plain">
        {lacks.map(({ code, message, clause, remedies }, index) => (
          <li key={`${code} ${index}`} className="lack">
            <p className="lack-words">
              {message}
              {clause && <span className="clause">依据{clause}</span>}
            </p>
            {remedies.length > 0 ? (
              <div className="buttons">
                {remedies.map((remedy) => (
                  <OptionButton key={`${remedy.name} ${remedy.href}`} option={remedy} matter={matter} plain />
                ))}
              </div>
            ) : (
              <p className="quiet">这一样要等别人办，或时间到了自然满足。</p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
