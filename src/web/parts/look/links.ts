/** The page of something, given its address in the API or in the pages: `/api/matters/7` and `/matters/7` are one place. */
export const pageOf = (href: string): string => {
  const path = href.replace(/^\/api(?=\/)/, '');
  const matter = /^\/(?:declarations|acceptances|designations|objections|titles|grants|sheets|projects|honours|publicities|allocations)\/([^/?]+)$/.exec(path);
  return matter ? `/matters/${matter[1] ?? ''}` : path;
};
/** Public pages are drawn by the server, files are sent by it: the client must leave them alone. */
export const isOutside = (href: string): boolean => /^\/(public|verify|api)\//.test(href) || /^https?:/.test(href);
