import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { copyFolder } from './template.ts';

const inOrder = ['files', 'postgres', 'accounts.json'];
const copying = 'copying';

/**
 * Puts the city into DEMO_DIR, unless it is there already. A copy that was cut off is known by the file `copying`, and begun again.
 * @throws CannotStart when the folder holds anything else
 */
export async function settleIn(demoDir: string, template: () => Promise<string>): Promise<void> {
  const halfWay = existsSync(join(demoDir, copying));
  if (!halfWay && existsSync(join(demoDir, 'accounts.json'))) return;
  mkdirSync(demoDir, { recursive: true });
  const stranger = halfWay ? undefined : readdirSync(demoDir)[0];
  if (stranger !== undefined)
    throw new CannotStart(
      `DEMO_DIR=${demoDir} 里有别的东西（${stranger}），请另选空目录。DEMO_DIR holds something else (${stranger}): choose an empty folder.`,
    );
  const from = await template();
  writeFileSync(join(demoDir, copying), '');
  for (const name of inOrder) rmSync(join(demoDir, name), { recursive: true, force: true });
  for (const name of inOrder) copyFolder(join(from, name), join(demoDir, name));
  rmSync(join(demoDir, copying));
}
