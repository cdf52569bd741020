import { kinds, lives, type Kind } from '#core/lives.ts';
import type { Panel } from './panel.ts';

/** The panel of a kind of matter; nothing where no experts judge it. */
export const panelOf = (kind: string): Panel | undefined => (lives[kind as Kind] as { panel?: Panel }).panel;
/** 要请专家评的各类事项，和专家填的各类评分表。 */
export const panelKinds: readonly Kind[] = kinds.filter((kind) => panelOf(kind) !== undefined);
export const sheetKinds: readonly Kind[] = kinds.filter((kind) => panelKinds.some((one) => panelOf(one)?.sheet.kind === kind));
