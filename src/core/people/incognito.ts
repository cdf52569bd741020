/** 评审专家是谁，市总一侧和专家知道；申报一方（工作室、单位、基层和归口工会）不知道（domain 4）。 */
const cityside: readonly string[] = ['department', 'leadership', 'auditor', 'expert', 'clock'];
type Reader = Readonly<{ id: string; office: string }>;

/** Whether this reader may know what is said in confidence among the city's side. */
export const isCityside = ({ office }: Pick<Reader, 'office'>): boolean => cityside.includes(office);

/** Whether this reader may know who acted in an office: everybody but an expert is known by name. */
export const knownTo = (reader: Reader, { office, person }: Readonly<{ office: string; person?: string | undefined }>): boolean =>
  office !== 'expert' || isCityside(reader) || person === reader.id;
