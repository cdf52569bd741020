import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapi } from '#server/http/openapi.ts';
import { describeSettings } from '#server/config.ts';
import { rootFolder } from '#server/root-folder.ts';
import { drawLives } from './draw-lives.ts';
import { printMatrix } from './print-matrix.ts';

const settings = (): string => `# 设置\n\n由 \`npm run docs\` 从代码印出，请勿手改。全部是环境变量，全部可以不填。\n\n\`\`\`\n${describeSettings()}\n\`\`\`\n`;

/** Reviewed line by line: one path a line. */
function oneLineAPath({ paths, ...rest }: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(paths as Readonly<Record<string, unknown>>).map(([path, item]) => `  ${JSON.stringify(path)}: ${JSON.stringify(item)}`);
  const head = Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  return `{\n${head.join('\n')}\n"paths": {\n${lines.join(',\n')}\n}\n}\n`;
}

/** Everything in docs/generated, by file name. */
const printed = (): Readonly<Record<string, string>> => ({
  'lives.md': drawLives(),
  'permission-matrix.md': printMatrix(),
  'openapi.json': oneLineAPath(openapi()),
  'settings.md': settings(),
});

const folder = join(rootFolder(), 'docs', 'generated');
const present = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);

function write(files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of present().filter((one) => !(one in files))) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  console.log(`docs/generated: ${Object.keys(files).join(', ')}`);
}

/** What is stale: other than printed, missing, or no longer printed. */
function stale(files: Readonly<Record<string, string>>): readonly string[] {
  const differs = Object.entries(files).filter(([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), 'utf8') !== text);
  return [...differs.map(([name]) => name), ...present().filter((name) => !(name in files))];
}

const files = printed();
if (process.argv.includes('--check')) {
  const behind = stale(files);
  if (behind.length > 0) console.error(`docs/generated 已过时，请运行 npm run docs：${behind.join('、')}`);
  process.exitCode = behind.length === 0 ? 0 : 1;
} else {
  write(files);
}
