// Records the fixtures that come from real services. Needs Go; the replay takes two minutes, the profiles three.
//
//   node test/support/recordService.ts replay      test/fixtures/gateway-replay
//   node test/support/recordService.ts profiles    test/fixtures/profiles
import { join, resolve } from 'node:path';
import process from 'node:process';
import { recordProfiles } from './recordProfiles.ts';
import { recordReplay } from './recordReplay.ts';
import { clearStage } from './stagedService.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

const recordings: Readonly<Record<string, () => Promise<void>>> = {
  replay: () => recordReplay(join(fixtures, 'gateway-replay')),
  profiles: () => recordProfiles(join(fixtures, 'profiles')),
};

const record = recordings[process.argv[2] ?? ''];
if (record === undefined) {
  console.error(`Say what to record: ${Object.keys(recordings).join(' or ')}`);
  process.exitCode = 2;
} else {
  try {
    await record();
  } finally {
    await clearStage();
  }
}
