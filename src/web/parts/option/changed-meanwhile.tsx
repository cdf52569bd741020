import type { Matter } from '#contract/shapes.ts';
import type { Differing } from '#core/drafts/draft.ts';
import { ChooseVersion } from '../form/choose-version.tsx';
import type { Field } from '../form/schema.ts';
import { momentZh } from '../text/day-text.ts';

type Entry = Matter['history'][number];
type Props = Readonly<{ since: readonly Entry[]; fields: readonly Field[]; differing: readonly Differing[]; onGoOn: (theirs: ReadonlySet<string>) => void }>;

/** 打开以后别人改了什么：谁、什么时候、哪一项从什么改成什么；自己写的都在，看过接着办。 */
export function ChangedMeanwhile({ since, fields, differing, onGoOn }: Props) {
  return (
    <ChooseVersion
      title="这件事项有了变化，您写的都还在"
      fields={fields}
      differing={differing}
      mine="我写的"
      theirs="现在登记的"
      go={differing.length > 0 ? '选好了，按最新情况接着办' : '知道了，按最新情况接着办'}
      onChosen={onGoOn}
    >
      <ul className="plain since">
        {since.map(({ zh, at, by, from, to, brought }, index) => (
          <li key={`${at} ${index}`}>
            {momentZh(at)} {by.name === by.officeZh ? by.name : `${by.officeZh}${by.name}`}：<strong>{zh}</strong>
            {from !== null && from.code !== to.code && `，${from.zh} → ${to.zh}`}
            {brought.map(({ label, text: is, before }, n) => (
              <span key={`${label} ${n}`} className="since-field">
                {label}：{before !== undefined && <del>{before}</del>} {before !== undefined && '→ '}
                {is}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </ChooseVersion>
  );
}
