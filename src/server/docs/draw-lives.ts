import { kinds, type Kind } from '#core/lives.ts';
import { lifeOf } from '#server/actions/any-life.ts';

// Mermaid takes no hyphens in the names of states.
const node = (state: string): string => state.replaceAll('-', '_');

/** Where a transition leads from a state; what only the brought content decides is drawn to a fork of its own. */
function arrows(kind: Kind, name: string): string[] {
  const { transitions } = lifeOf(kind);
  const { zh, from, to } = transitions[name]!;
  return from.map((state) => `  ${node(state)} --> ${typeof to === 'function' ? `${name}_decides` : node(to === 'same' ? state : to)}: ${zh}`);
}

function diagram(kind: Kind): string {
  const { states, transitions, way } = lifeOf(kind);
  const forks = Object.entries(transitions).filter(([, { to }]) => typeof to === 'function');
  return [
    'stateDiagram-v2',
    ...Object.entries(states).map(([state, { zh }]) => `  state "${zh}" as ${node(state)}`),
    ...forks.map(([name, { zh }]) => `  state "${zh}：由所填内容决定" as ${name}_decides`),
    `  [*] --> ${node(way[0] ?? Object.keys(states)[0] ?? '')}`,
    ...Object.keys(transitions).flatMap((name) => arrows(kind, name)),
    ...Object.entries(states)
      .filter(([, { closed }]) => closed)
      .map(([state]) => `  ${node(state)} --> [*]`),
  ].join('\n');
}

/** 每一种事项的一生，画成图：状态、做什么、从哪里到哪里。 */
export const drawLives = (): string =>
  [
    '# 事项的一生',
    '',
    '由 `npm run docs` 从代码印出，请勿手改。',
    ...kinds.flatMap((kind) => ['', `## ${lifeOf(kind).zh}（\`${kind}\`）`, '', '```mermaid', diagram(kind), '```']),
    '',
  ].join('\n');
