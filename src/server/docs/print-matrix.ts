import { kinds, lives, type Kind } from '#core/lives.ts';
import { officeZh } from '#core/people/actor.ts';
import { policyTable, type PolicyLine } from '#core/policy-table.ts';

const statesOf = (kind: Kind): Readonly<Record<string, { zh: string }>> => lives[kind].states;

function row(here: readonly PolicyLine[], state: string, zh: string): string {
  const offices = [...new Set(here.map(({ office }) => office))];
  const who = offices.map(
    (office) =>
      `${officeZh[office]}：${here
        .filter((line) => line.office === office)
        .map((line) => line.zh)
        .join('、')}`,
  );
  return `| ${zh} \`${state}\` | ${who.join('<br>') || '—'} |`;
}

/** 谁在哪一步可以办什么，按表印出；期限、回避等条件另计。 */
export function printMatrix(): string {
  const allowed = policyTable().filter((line) => line.allowed);
  const section = (kind: Kind): string[] => {
    const rows = Object.entries(statesOf(kind)).map(([state, { zh }]) =>
      row(
        allowed.filter((line) => line.kind === kind && line.state === state),
        state,
        zh,
      ),
    );
    return ['', `## ${lives[kind].zh}（\`${kind}\`）`, '', '| 状态 | 谁可以办什么 |', '| --- | --- |', ...rows];
  };
  const head = [
    '# 权限矩阵',
    '',
    '由 `npm run docs` 从代码印出，请勿手改。每个职务坐在与事项相关的位置上；期限、回避等条件另计。`lingxian policy --json` 印出每一格。',
  ];
  return [...head, ...kinds.flatMap(section), ''].join('\n');
}
