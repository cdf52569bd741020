import { To } from './to.tsx';
import { placesFor } from './places.ts';
import { useMe } from './use-me.ts';

const registers = ['/review', '/plaques', '/archive', '/standards'];
const Links = ({ only }: { only?: readonly string[] }) =>
  placesFor(useMe())
    .filter(({ href }) => only === undefined || only.includes(href))
    .map(({ href, label }) => (
      <To key={href} href={href} className="text-link">
        {label}
      </To>
    ));

/** 牌匾、政策版本谁都看得到；归档是经济部和经审会的事。 */
export const Registers = () => <Links only={registers} />;

/** 不天天看、菜单里放不下的几页：一步就到。 */
export const Also = () => <Links />;
