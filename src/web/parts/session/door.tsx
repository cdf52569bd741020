import type { ReactNode } from 'react';
import plaque from '../../plaque.svg';

/** The frame of the pages in front of the door: who we are, one box, the way to what is public. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="door" id="content">
      <div className="door-box">
        <img src={plaque} alt="" width="40" height="40" />
        <p className="door-city">劳模创新工作室</p>
        <h1>{title}</h1>
        {children}
      </div>
      <p className="door-foot">
        <a href="/public">命名名单</a>
        <a href="/public/notices">公示</a>
      </p>
    </main>
  );
}
