import { expect, it } from 'vitest';
import { retainedChains, withPlaces } from '../../../../src/analyse/go/retention/retainedChains';
import { seenHolders } from '../../../../src/analyse/go/retention/seenHolders';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { Holder } from '../../../../src/shared/model/holder';
import { retentionBytes } from '../../../support/profiles/retentionBytes';

const held = [
  { chain: ['main.sessions', 'byID. (map[int]*main.session)', '$mapval. (*main.session)'], objects: 8, bytes: 800 },
  { chain: ['main.sessions', 'closed. ([]*main.session)'], objects: 3, bytes: 150 },
  { chain: ['main.visit.other', 'byID. (map[int]*main.guest)'], objects: 1, bytes: 50 },
];

const at = (line: number) => ({ path: '/shop/main.go', line });

const places = new Map([
  ['main.sessions', at(5)],
  ['byID. (map[int]*main.session)', at(8)],
  ['closed. ([]*main.session)', at(8)],
  ['byID. (map[int]*main.guest)', at(20)],
]);

function seen(name: string, declared: Holder['declared']) {
  const read = createGoDecoder().profile(retentionBytes(held), 'grf.out');
  expect(retainedChains(read)).toHaveLength(3);
  const holder: Holder = {
    kind: 'map',
    name,
    declared,
    stored: at(30),
    removal: 'none',
    removed: [],
    unused: null,
    certain: true,
  };
  return seenHolders(withPlaces(read, places, ''), [holder]);
}

it.each([
  ['a variable, with all that lies behind it', 'sessions', at(5), [11, 950]],
  ['a field, told from another that is declared on its line', 's.byID', at(8), [8, 800]],
  ['a field, told from one of another type of the same name', 'g.byID', at(20), [1, 50]],
])('what the source names is seen: %s', (_what, name, declared, [objects, bytes]) => {
  expect(seen(name, declared)).toEqual({ bytes: 1000, seen: [{ name, place: declared, objects, bytes }] });
});

it.each([
  ['is declared nowhere', 'sessions', null],
  ['is declared on another line', 'sessions', at(6)],
  ['has another name', 'guests', at(5)],
])('nothing is said of a holder that %s', (_what, name, declared) => {
  expect(seen(name, declared).seen).toEqual([]);
});
