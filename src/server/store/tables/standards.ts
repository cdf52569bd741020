import type { Json } from './json.ts';

/** 政策的新版本和施行日；写法见 schema.ts。 */
export interface StandardVersionTable {
  id: string;
  body: Json;
  sha256: string;
  broughtBy: string;
  broughtAt: string;
}

export interface StandardTakeoverTable {
  id: string;
  standard: string;
  fromOn: string | null;
  reason: string;
  setBy: string;
  setAt: string;
}

export interface StandardsTables {
  standardVersion: StandardVersionTable;
  standardTakeover: StandardTakeoverTable;
}
