import { expect, it } from 'vitest';
import { isOutside, pageOf, placeOf } from './links.ts';

it('finds the page of what the API points to', () => {
  expect(['/api/matters/7', '/matters/7', '/api/declarations/7', '/api/studios/s1', '/public/notices/3'].map(pageOf)).toEqual([
    '/matters/7',
    '/matters/7',
    '/matters/7',
    '/studios/s1',
    '/public/notices/3',
  ]);
});

it('leaves what the server draws or sends to the server', () => {
  expect(['/public/notices/3', '/verify/abc', '/api/files/1', '/matters/7'].map(isOutside)).toEqual([true, true, true, false]);
});

it('leads from the address of a figure to the page with the entries behind it', () => {
  expect(pageOf('/api/entries?figure=patents&year=2013&studio=s1')).toBe('/entries?figure=patents&year=2013&studio=s1');
  expect(placeOf('/entries?figure=patents&year=2013')).toEqual({ path: '/entries', search: { figure: 'patents', year: 2013 } });
  expect([placeOf('/matters/7'), pageOf('/api/reports/r1')]).toEqual([{ path: '/matters/7', search: {} }, '/matters/r1']);
});
