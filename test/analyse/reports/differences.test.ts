import { afterAll, describe, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { makeProfile, type MadeProfile } from './madeProfiles';
import { fixtures, openProfile, ProfileFolder, type OracleProfile } from './oracle';
import { expectSameDifference } from './sameReports';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const recorded = (name: string) => openProfile(`${fixtures}/${name}`, name);

/** Newer and older of the same process, and of two that have nothing in common. */
const pairs: readonly (readonly [newer: OracleProfile, older: OracleProfile])[] = [
  [recorded('gateway-replay/23/heap.pb.gz'), recorded('gateway-replay/02/heap.pb.gz')],
  [recorded('gateway-replay/12/goroutine.pb.gz'), recorded('gateway-replay/03/goroutine.pb.gz')],
  [recorded('profiles/heap.healthy.pb.gz'), recorded('profiles/heap.map.pb.gz')],
  [recorded('profiles/heap.pb.gz'), recorded('profiles/heap.pb.gz')],
  [recorded('profiles/block.pb.gz'), recorded('profiles/mutex.pb.gz')],
  [recorded('profiles/threadcreate.pb.gz'), recorded('profiles/threadcreate.pb.gz')],
  [recorded('programs/cgocalls/recorded/threadcreate.pb.gz'), recorded('profiles/threadcreate.pb.gz')],
  [recorded('programs/cgocalls/recorded/heap.pb.gz'), recorded('programs/shapes/recorded/heap.pb.gz')],
  [recorded('programs/shapes/recorded/heap.delta.pb.gz'), recorded('programs/shapes/recorded/heap.pb.gz')],
  [recorded('programs/shapes/recorded/goroutine.pb.gz'), recorded('programs/shapes/recorded/goroutine.delta.pb.gz')],
  [recorded('programs/shapes/recorded/cpu.pb.gz'), recorded('profiles/cpu.pb.gz')],
  [recorded('programs/shapes/recorded/mutex.pb.gz'), recorded('programs/earlier/recorded/mutex.pb.gz')],
  [recorded('programs/shapes/recorded/openconns.pb.gz'), recorded('programs/earlier/recorded/openconns.pb.gz')],
  [recorded('programs/shapes/recorded/goroutine.pb.gz'), recorded('programs/earlier/recorded/goroutine.pb.gz')],
  [recorded('profiles/allocs.pb.gz'), recorded('programs/earlier/recorded/allocs.pb.gz')],
];

describe.skipIf(!hasPprof())('the difference to a base equals pprof (skipped without Go)', () => {
  for (const [newer, older] of pairs) {
    for (const [sample, { type }] of newer.profile.sampleTypes.entries()) {
      it.each(['-base', '-diff_base'] as const)(`${newer.name} against ${older.name}, ${type}, %s`, (option) => {
        expectSameDifference({ opened: newer, sample }, older, option);
      });
    }
  }

  const made: MadeProfile = {
    functions: [{ name: 'main.work' }, { name: 'main.main' }],
    binaries: ['/bin/service'],
    locations: [
      { lines: [[1, 1]], mapping: 1, address: 0x1100 },
      { lines: [[2, 2]], mapping: 1, address: 0x1200 },
    ],
    samples: [
      { stack: [1, 2], values: [100], labels: { tenant: 'a' } },
      { stack: [1, 2], values: [50], labels: { tenant: 'b' } },
      { stack: [1, 2], values: [7], labels: { tenant: 'b' } },
      { stack: [], values: [3] },
    ],
  };

  it.each([
    ['moved by address randomisation, the binary is the same', { ...made, binaryStart: 0x5000 }],
    ['other labels are other samples', { ...made, samples: [{ stack: [1, 2], values: [60] }] }],
    ['an empty base', { ...made, samples: [] }],
    ['another line is another sample', { ...made, locations: [{ lines: [[1, 9]] as const }, made.locations[1]!] }],
  ])('%s', (_name, changed: MadeProfile) => {
    const locations =
      changed.binaryStart === undefined
        ? changed.locations
        : changed.locations.map((location) => ({ ...location, address: (location.address ?? 0) + 0x4000 }));
    const newer = folder.write(makeProfile(made));
    const older = folder.write(makeProfile({ ...changed, locations }));
    expectSameDifference({ opened: newer, sample: 0 }, older, '-base');
    expectSameDifference({ opened: newer, sample: 0 }, older, '-diff_base');
  });

  it('drops the frames that the newer profile names, in both', () => {
    const newer = folder.write(makeProfile({ ...made, dropFrames: 'main.work' }));
    const older = folder.write(makeProfile({ ...made, samples: [{ stack: [1, 2], values: [20] }] }));
    expectSameDifference({ opened: newer, sample: 0 }, older, '-base');
  });
});
