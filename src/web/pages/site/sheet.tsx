import { useState } from 'react';
import { begin } from '../../site/edits.ts';
import { newKey } from '../../site/new-key.ts';
import type { SiteState } from '../../site/session.ts';
import { groupsOf, looseFindings, type Visit } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { CheckItem } from './check-item.tsx';
import { FindingForm } from './finding-form.tsx';
import { HandInPart } from './hand-in-part.tsx';
import { Notices } from './notices.tsx';
import { PlaceSwitch } from './place.tsx';
import { PrintedSheet } from './printed-sheet.tsx';
import { passes, Sieve, sieve } from './sieve.tsx';
import { TopLine } from './top-line.tsx';
import { useSite } from './use-site.ts';

function Others({ visit }: { visit: Visit }) {
  const site = useSite();
  return (
    <section className="site-group" aria-label="其他">
      <h2>其他</h2>
      <p className="quiet">不属于上面任何一项的问题，记在这里。</p>
      {looseFindings(visit).map((finding) => (
        <FindingForm key={finding.key} finding={finding} />
      ))}
      <BigButton onClick={() => site.edit((at) => begin(newKey(), '', at))}>记一个问题</BigButton>
    </section>
  );
}

/** 一张检查表：上面是情况，中间逐项看，下面签名、提交。 */
export function Sheet({ visit, unkept, lasting, pump }: SiteState & { at: 'open' }) {
  const [sieved, setSieved] = useState(() => sieve(visit, 'all'));
  return (
    <>
      <TopLine visit={visit} pump={pump} />
      <div className="site-body no-print">
        <Notices visit={visit} unkept={unkept} lasting={lasting} pump={pump} />
        <fieldset className="site-fields" disabled={!visit.sheet.open || pump.phase === 'revoked'} aria-label="检查表">
          <PlaceSwitch />
          <Sieve visit={visit} sieved={sieved} onSieve={setSieved} />
          {groupsOf(visit).map(([group, items]) => {
            const few = items.filter(({ code }) => passes(sieved, code));
            return few.length === 0 ? null : (
              <section className="site-group" key={group} aria-label={group}>
                <h2>
                  {group}{' '}
                  <span className="quiet figures">
                    {items.filter(({ code }) => code in visit.answers).length}/{items.length}
                  </span>
                </h2>
                {few.map((item) => (
                  <CheckItem key={item.code} item={item} visit={visit} />
                ))}
              </section>
            );
          })}
          <Others visit={visit} />
          <HandInPart visit={visit} pump={pump} />
        </fieldset>
      </div>
      <PrintedSheet visit={visit} />
    </>
  );
}
