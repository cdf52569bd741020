export type Pairable = Readonly<{
  id: string;
  name: string;
  hostUnion: string;
  supervisingUnion: string;
  industry: string;
  district: string;
  group?: string;
  people: readonly string[];
}>;
export type Pair = Readonly<{ inspector: string; inspected: string }>;
export type PairingInput = Readonly<{
  studios: readonly Pairable[];
  capacity: number;
  perStudio?: number;
  conflicts: readonly (readonly [string, string])[];
  lastYear: readonly Pair[];
  seed: string;
}>;
export type Relaxed = Readonly<{ rule: 'no-repeat' | 'other-industry' | 'travel'; zh: string; pairs: readonly Pair[] }>;
export type Proof = Readonly<{
  studios: number;
  pairs: number;
  loads: { least: number; most: number };
  hard: readonly { rule: string; zh: string; broken: number }[];
  relaxed: readonly Relaxed[];
  inputHash: string;
  seed: string;
  solver: string;
  optimum: number;
  bound: number;
}>;
export type Paired = { ok: true; pairs: readonly Pair[]; proof: Proof } | { ok: false; rule: string; zh: string };
