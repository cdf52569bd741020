// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { columnsShown, matterColumns, studioColumns } from './columns.tsx';

beforeEach(() => localStorage.clear());
const all = studioColumns.map(({ code }) => code);

it('shows all at first, then what the address says, then what the device remembers; nonsense is passed over', () => {
  expect(columnsShown('studios', studioColumns, undefined)).toEqual(all);
  localStorage.setItem('lingxian.columns studios', 'lead,unit');
  expect(columnsShown('studios', studioColumns, undefined)).toEqual(['lead', 'unit']);
  expect(columnsShown('studios', studioColumns, 'union,gone,<b>')).toEqual(['union']);
  expect(columnsShown('studios', studioColumns, 'gone')).toEqual(all);
  expect(columnsShown('matters', matterColumns, undefined)).toEqual(matterColumns.map(({ code }) => code));
});
