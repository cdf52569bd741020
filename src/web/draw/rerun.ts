import type { Draw } from '#contract/shapes.ts';
import { recompute } from './recompute.ts';

/** The next turn of the page, after it has drawn and heard whoever is typing. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function runAgain(id: string, say: (text: string) => void): Promise<void> {
  const answer = await fetch(`/api/draws/${encodeURIComponent(id)}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const { candidates, hash, randomness, take, result } = (await answer.json()) as Draw;
  const record = { candidates, hash, value: randomness.value ?? '', take, result };
  const onProgress = (done: number) => say(`正在重算：${done}/${candidates.length}`);
  const differing = await recompute(record, { rest, now: () => performance.now(), onProgress });
  say(differing.length === 0 ? `重算完毕，${candidates.length}个候选抽取${take}个，与公布的结果一致。` : `重算完毕，与公布的不一致：${differing.join('；')}。`);
}

const place = document.getElementById('rerun');
const button = place?.querySelector('button');
const line = place?.querySelector('[role=status]');
if (place && button && line) {
  const say = (text: string) => void (line.textContent = text);
  place.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    say('正在取数据……');
    runAgain(place.dataset['draw'] ?? '', say)
      .catch(() => say('没有取到数据，请稍后再试。'))
      .finally(() => void (button.disabled = false));
  });
}
