import type { z } from 'zod';
import type { routes } from '#contract/routes.ts';

/** Only the types of the contract come into the browser: its schemas check at the server, and would weigh more than the pages. */
type Routes = typeof routes;
export type RouteName = keyof Routes;
type Told = Readonly<{ [K in RouteName]: Readonly<{ method: Routes[K]['method']; path: Routes[K]['path'] }> }>;

/** The paths of the contract, letter by letter: the compiler refuses a path that the contract does not have. */
// oxfmt-ignore
export const paths: Told = {
  signIn:            { method: 'POST',   path: '/api/session' },
  whoAmI:            { method: 'GET',    path: '/api/session' },
  switchOffice:      { method: 'PUT',    path: '/api/session/office' },
  signOut:           { method: 'DELETE', path: '/api/session' },
  changePassword:    { method: 'PUT',    path: '/api/session/password' },
  showInvitation:    { method: 'GET',    path: '/api/invitations/{token}' },
  takeInvitation:    { method: 'POST',   path: '/api/invitations/{token}' },
  openings:          { method: 'GET',    path: '/api/openings' },
  todos:             { method: 'GET',    path: '/api/todos' },
  matters:           { method: 'GET',    path: '/api/matters' },
  matter:            { method: 'GET',    path: '/api/matters/{id}' },
  dossiers:          { method: 'GET',    path: '/api/matters/{id}/dossiers' },
  compareDossiers:   { method: 'GET',    path: '/api/matters/{id}/dossiers/compare' },
  comments:          { method: 'GET',    path: '/api/matters/{id}/comments' },
  addComment:        { method: 'POST',   path: '/api/matters/{id}/comments' },
  editComment:       { method: 'PUT',    path: '/api/comments/{id}' },
  withdrawComment:   { method: 'DELETE', path: '/api/comments/{id}' },
  standards:         { method: 'GET',    path: '/api/standards' },
  standard:          { method: 'GET',    path: '/api/standards/{id}' },
  bringStandard:     { method: 'POST',   path: '/api/standards' },
  takeOver:          { method: 'POST',   path: '/api/standards/{id}/takeover' },
  takeBack:          { method: 'POST',   path: '/api/standards/{id}/takeback' },
  compareStandards:  { method: 'GET',    path: '/api/standard-comparison' },
  tryStandard:       { method: 'GET',    path: '/api/standard-trial' },
  studios:           { method: 'GET',    path: '/api/studios' },
  listCounts:        { method: 'GET',    path: '/api/counts/{list}' },
  studio:            { method: 'GET',    path: '/api/studios/{id}' },
  studioFacts:       { method: 'GET',    path: '/api/studios/{id}/facts/{kind}' },
  studioYear:        { method: 'GET',    path: '/api/studios/{id}/year' },
  entries:           { method: 'GET',    path: '/api/entries' },
  yearBoard:         { method: 'GET',    path: '/api/year' },
  yearStudios:       { method: 'GET',    path: '/api/year/studios' },
  draws:             { method: 'GET',    path: '/api/draws' },
  draw:              { method: 'GET',    path: '/api/draws/{id}' },
  siteSheet:         { method: 'GET',    path: '/api/inspections/{id}/sheet' },
  syncSite:          { method: 'PUT',    path: '/api/inspections/{id}/sheet' },
  experiences:       { method: 'GET',    path: '/api/experiences' },
  challenges:        { method: 'GET',    path: '/api/challenges' },
  supportBoard:      { method: 'GET',    path: '/api/support' },
  unionRecords:      { method: 'GET',    path: '/api/support/records' },
  importables:       { method: 'GET',    path: '/api/imports' },
  importRows:        { method: 'POST',   path: '/api/imports/{code}' },
  savedViews:        { method: 'GET',    path: '/api/views' },
  saveView:          { method: 'PUT',    path: '/api/views' },
  dropView:          { method: 'DELETE', path: '/api/views/{id}' },
  search:            { method: 'GET',    path: '/api/search' },
  plaques:           { method: 'GET',    path: '/api/plaques' },
  archive:           { method: 'GET',    path: '/api/archive' },
  archivePackage:    { method: 'GET',    path: '/api/archive/matters/{id}' },
  sealArchive:       { method: 'POST',   path: '/api/archive/seal' },
  checkArchive:      { method: 'POST',   path: '/api/archive/verify' },
  targets:           { method: 'GET',    path: '/api/targets' },
  previewBulk:       { method: 'GET',    path: '/api/bulk' },
  takeBulk:          { method: 'POST',   path: '/api/bulk' },
  targetCockpit:     { method: 'GET',    path: '/api/targets/cockpit' },
  cityPage:          { method: 'GET',    path: '/api/city' },
  notifications:     { method: 'GET',    path: '/api/notifications' },
  readNotifications: { method: 'POST',   path: '/api/notifications/read' },
  letters:           { method: 'GET',    path: '/api/letters' },
  letter:            { method: 'GET',    path: '/api/letters/{id}' },
  previewLetter:     { method: 'POST',   path: '/api/letters/preview' },
  rewordLetter:      { method: 'PUT',    path: '/api/letters/{id}' },
  sendLetter:        { method: 'POST',   path: '/api/letters/{id}/send' },
  holdLetter:        { method: 'POST',   path: '/api/letters/{id}/hold' },
  withdrawLetter:    { method: 'POST',   path: '/api/letters/{id}/withdraw' },
  letterTemplates:   { method: 'GET',    path: '/api/letter-templates' },
  templateVersions:  { method: 'GET',    path: '/api/letter-templates/{key}/versions' },
  previewTemplate:   { method: 'POST',   path: '/api/letter-templates/preview' },
  saveTemplate:      { method: 'PUT',    path: '/api/letter-templates/{key}' },
  noticeSettings:    { method: 'GET',    path: '/api/notices/settings' },
  chooseNotices:     { method: 'PUT',    path: '/api/notices/settings' },
  askAddress:        { method: 'POST',   path: '/api/notices/address' },
  confirmAddress:    { method: 'POST',   path: '/api/notices/address/confirm' },
  dropAddress:       { method: 'DELETE', path: '/api/notices/address' },
  sentMails:         { method: 'GET',    path: '/api/notices/mails' },
  mailLog:           { method: 'GET',    path: '/api/mails' },
  unions:            { method: 'GET',    path: '/api/unions' },
  reviewWaiting:     { method: 'GET',    path: '/api/review/waiting' },
  previewAssignment: { method: 'POST',   path: '/api/review/assignments/preview' },
  assignExperts:     { method: 'POST',   path: '/api/review/assignments' },
  reviewBoard:       { method: 'GET',    path: '/api/review' },
  reviewMarks:       { method: 'GET',    path: '/api/review/marks' },
  ownSheets:         { method: 'GET',    path: '/api/review/mine' },
  ownNote:           { method: 'GET',    path: '/api/matters/{id}/note' },
  keepNote:          { method: 'PUT',    path: '/api/matters/{id}/note' },
  tokens:            { method: 'GET',    path: '/api/tokens' },
  makeToken:         { method: 'POST',   path: '/api/tokens' },
  revokeToken:       { method: 'DELETE', path: '/api/tokens/{id}' },
  calendarFeed:      { method: 'GET',    path: '/api/calendar' },
  renewCalendar:     { method: 'POST',   path: '/api/calendar' },
  endCalendar:       { method: 'DELETE', path: '/api/calendar' },
  calendar:          { method: 'GET',    path: '/api/calendar/{file}' },
  webhooks:          { method: 'GET',    path: '/api/webhooks' },
  addWebhook:        { method: 'POST',   path: '/api/webhooks' },
  changeWebhook:     { method: 'PUT',    path: '/api/webhooks/{id}' },
  dropWebhook:       { method: 'DELETE', path: '/api/webhooks/{id}' },
  testWebhook:       { method: 'POST',   path: '/api/webhooks/{id}/test' },
  deliveries:        { method: 'GET',    path: '/api/webhooks/{id}/deliveries' },
  people:            { method: 'GET',    path: '/api/people' },
  choices:           { method: 'GET',    path: '/api/choices/{of}' },
  file:              { method: 'GET',    path: '/api/files/{id}' },
  upload:            { method: 'POST',   path: '/api/files' },
  readScan:          { method: 'POST',   path: '/api/scans' },
  drafts:            { method: 'GET',    path: '/api/drafts' },
  draft:             { method: 'GET',    path: '/api/drafts/one' },
  keepDraft:         { method: 'PUT',    path: '/api/drafts/one' },
  dropDraft:         { method: 'DELETE', path: '/api/drafts/one' },
  earlier:           { method: 'GET',    path: '/api/earlier' },
  why:               { method: 'GET',    path: '/api/why' },
  audit:             { method: 'GET',    path: '/api/audit' },
  demoClock:         { method: 'GET',    path: '/api/demo/clock' },
  moveClock:         { method: 'POST',   path: '/api/demo/clock' },
};

/** What a route answers when all is well. */
export type Answer<K extends RouteName> = Routes[K] extends { answers: { 200: z.ZodType } }
  ? z.infer<Routes[K]['answers'][200]>
  : Routes[K] extends { answers: { 201: z.ZodType } }
    ? z.infer<Routes[K]['answers'][201]>
    : null;
/** What a route may be asked, as it is written into the address. */
export type Query<K extends RouteName> = Routes[K] extends { query: z.ZodType } ? Partial<z.input<Routes[K]['query']>> : Record<string, never>;
export type Body<K extends RouteName> = Routes[K] extends { body: z.ZodType } ? z.input<Routes[K]['body']> : undefined;
export type Params = Readonly<Record<string, string>>;
export type Asked = Readonly<Record<string, unknown>>;

/** `/api/studios/{id}` with its parameters, and a query without what was not asked. */
export function addressOf(path: string, params: Params = {}, query: Asked = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (asked.length === 0) return filled;
  return `${filled}?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()}`;
}
