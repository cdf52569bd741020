/** 一个座位：哪位专家，他的评分表到哪一步，是哪一轮的。 */
export type Seat = Readonly<{ person: string; state: string; round: number }>;

/**
 * 请专家评的事项，怎样组成评审组：一生的表里写明，分派、台账和统计都照它办，不问是哪一种事项。
 * `appoint` and `add` are transitions of the life, `experts`, `leader` and `expert` the fields they ask for; `sheet` is the kind
 * of the children that experts fill in. `recommended` is who counts as having recommended it: steps of the matter a column names.
 */
export type Panel = Readonly<{
  /** 每件至少几名。 */
  least: number;
  most: number;
  appoint: string;
  experts: string;
  leader: string;
  add: string;
  expert: string;
  clear: string;
  sheet: Readonly<{ kind: string; declaring: string; scoring: string; in: string; recuse: string; gone: readonly string[] }>;
  recommended: Readonly<{ column: string; steps: readonly string[] }>;
}>;

/** 还在座的：本轮的，没有回避、没有撤换的。 */
export const seatedOf = ({ sheet }: Pick<Panel, 'sheet'>, round: number, seats: readonly Seat[]): readonly Seat[] =>
  seats.filter((one) => one.round === round && !sheet.gone.includes(one.state));

/** 分派评审专家的：市总经济部。 */
export const mayAssign = ({ office }: Readonly<{ office: string }>): boolean => office === 'department';
/** 看评审台的：经济部和经审会，交了的评分表他们本来就看得到。 */
export const mayReadReview = ({ office }: Readonly<{ office: string }>): boolean => office === 'department' || office === 'auditor';
