import type { SiteChanges, SiteMerged, SiteSheet } from '#contract/shapes.ts';
import type { Desk } from './desk.ts';
import type { Visit } from './visit.ts';

/** What the sheet needs of the network; each throws Trouble. */
export type Net = Readonly<{
  today: () => Promise<string>;
  sheet: (id: string) => Promise<SiteSheet>;
  put: (id: string, changes: SiteChanges) => Promise<SiteMerged>;
  upload: (file: File) => Promise<Readonly<{ id: string }>>;
  handIn: (sent: NonNullable<Visit['handIn']['sent']>) => Promise<void>;
}>;
/** What the engine works with: the sheet on this device, the network, a source of keys and the machine's clock. */
export type Around = Readonly<{ desk: Desk; net: Net; newKey: () => string; now: () => Date }>;
