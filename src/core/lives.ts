import { acceptance } from './acceptance/life.ts';
import { sheet } from './acceptance/sheet.ts';
import { designation } from './batch/designation.ts';
import { declaration } from './declaration/life.ts';
import { grant } from './grant/life.ts';
import { honour } from './honour/life.ts';
import { objection } from './objection/life.ts';
import { project } from './project/life.ts';
import { publicity } from './publicity/life.ts';
import { allocation } from './targets/allocation.ts';
import { title } from './title/life.ts';

/** 凡有一生的事项，都在这里。 */
export const lives = { acceptance, allocation, declaration, designation, grant, honour, objection, project, publicity, sheet, title };
export type Kind = keyof typeof lives;
export const kinds = Object.keys(lives) as readonly Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(lives, text);
