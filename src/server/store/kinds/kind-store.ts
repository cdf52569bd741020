import type { Matter } from '#core/shared/life.ts';
import type { Tx } from '../connection.ts';
import type { Reading } from '../reading.ts';
import type { Database } from '../schema.ts';

/** How one kind of matter is kept: its own table and columns, its rows below, and what its rules must know besides. */
export type KindStore = Readonly<{
  table: keyof Database & string;
  columns: readonly string[];
  json?: readonly string[];
  /** Changes of this kind rewrite their siblings too: the parent is held first, so that two of them queue instead of colliding. */
  heldUnderParent?: true;
  knows?: (reading: Reading, matter: Matter) => Promise<object>;
  saves?: (tx: Tx, matter: Matter) => Promise<void>;
}>;
