/** The filters of a list as they stand in the address, in a fixed order: equal views have equal addresses. */
export const asAddress = (search: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(
    Object.entries(search)
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ).toString();
export const fromAddress = (address: string): Record<string, string> => Object.fromEntries(new URLSearchParams(address));
