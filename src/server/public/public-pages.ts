import { dayIn, type CityTime } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { basisPage } from './basis-page.ts';
import { casePage, casesPage } from './cases-page.ts';
import { commendationsPage } from './commendations-page.ts';
import { dataFile, dataPage } from './data-page.ts';
import { directoryPage } from './directory-page.ts';
import { drawListPage } from './draw-list-page.ts';
import { drawPage } from './draw-page.ts';
import { noticeListPage } from './notice-list-page.ts';
import { noticePage } from './notice-page.ts';
import { objectionPage, type OpenObjection } from './objection-page.ts';
import type { PublicPage } from './page.ts';
import { receiptPage } from './receipt-page.ts';
import { style, stylePath } from './style.ts';
import { offlinePage, plaqueKeyPage } from './plaque-key-page.ts';
import { targetsPage } from './targets-page.ts';
import { verifyHelpPage, verifyPage } from './verify-page.ts';

/** What the public pages stand on: the database, city time, machine time in milliseconds, and how an objection is opened. */
export type PublicHouse = Readonly<{ db: Db; now: () => Promise<CityTime>; machine?: () => number; object: OpenObjection; webDir?: string }>;

const stylesheet: PublicPage = {
  method: 'GET',
  path: stylePath,
  answer: () =>
    Promise.resolve({
      status: 200,
      body: style,
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' },
    }),
};

/** 公众能看到的全部页面，不用登录，不用 JavaScript。 */
export function publicPages({ db, now, machine = Date.now, object, webDir = '' }: PublicHouse): readonly PublicPage[] {
  const today = async () => dayIn(await now());
  return [
    stylesheet,
    basisPage(db),
    dataPage(db),
    dataFile(db, now, machine),
    directoryPage(db),
    casesPage(db),
    casePage(db),
    targetsPage(db, today),
    commendationsPage(db),
    noticeListPage(db, today),
    noticePage(db, today),
    drawListPage(db),
    drawPage(db),
    objectionPage({ db, now, machine, object }),
    receiptPage(db, machine),
    verifyHelpPage(db),
    plaqueKeyPage(db),
    offlinePage(db, webDir),
    verifyPage(db, today),
  ];
}
