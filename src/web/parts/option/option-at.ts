import type { QueryClient } from '@tanstack/react-query';
import type { DraftRow, Matter, Option } from '#contract/shapes.ts';
import { matter as matterAt, openings, studio as studioAt } from '../../api/questions.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isOption = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value['name'] === 'string' && typeof value['title'] === 'string' && 'input' in value;

/** The option of that address, wherever it is offered in an answer: as an option, or as what would mend something. */
function within(answer: unknown, href: string): Option | undefined {
  if (!isRecord(answer)) return undefined;
  // Its shape was checked at the server; `href` and `input` are what only options have.
  if (answer['href'] === href && isOption(answer)) return answer as unknown as Option;
  for (const one of Object.values(answer)) {
    const found = within(one, href);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a draft belongs, as it is offered now; nothing when it is no longer. */
export async function optionAt(client: QueryClient, { at, about }: DraftRow): Promise<{ option: Option; matter?: Matter } | undefined> {
  if (about === undefined) {
    const option = within(await client.fetchQuery(openings), at);
    return option === undefined ? undefined : { option };
  }
  if (!about.href.startsWith('/api/matters/')) {
    const option = within(await client.fetchQuery(studioAt(about.id)), at);
    return option === undefined ? undefined : { option };
  }
  const matter = await client.fetchQuery({ ...matterAt(about.id), staleTime: 0 });
  const option = within(matter.options, at) ?? within(matter.verdicts, at);
  return option === undefined ? undefined : { option, matter };
}
