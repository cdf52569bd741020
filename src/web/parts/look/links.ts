const plurals = [
  'declarations',
  'acceptances',
  'designations',
  'objections',
  'titles',
  'grants',
  'sheets',
  'projects',
  'honours',
  'publicities',
  'allocations',
  'reports',
  'deliveries',
  'rounds',
  'assessments',
  'rectifications',
  'revocations',
  'dissolutions',
  'reviews',
  'changes',
  'partnerships',
  'problems',
  'difficulties',
  'inspection-plans',
  'inspections',
  'findings',
  'draws',
  'commendations',
  'experiences',
  'adoptions',
  'challenges',
  'bids',
] as const;

/** The page of something, given its address in the API or in the pages: `/api/matters/7` and `/matters/7` are one place. */
export const pageOf = (href: string): string => {
  const path = href.replace(/^\/api(?=\/)/, '');
  const matter = new RegExp(`^/(?:${plurals.join('|')})/([^/?]+)$`).exec(path);
  return matter ? `/matters/${matter[1] ?? ''}` : path;
};
/** Public pages are drawn by the server, files are sent by it: the client must leave them alone. */
export const isOutside = (href: string): boolean => /^\/(public|verify|api)\//.test(href) || /^https?:/.test(href);
// The router writes a figure as a figure, and puts a text that looks like one in quotes.
const plain = (value: string): string | number => (String(Number(value)) === value ? Number(value) : value);
/** `/entries?figure=patents` as the path and what is asked there: the router takes them apart. */
export function placeOf(page: string): { path: string; search: Record<string, string | number> } {
  const [path = '', query = ''] = page.split('?');
  return { path, search: Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, plain(value)])) };
}
