// Records the fixtures that come from real services. Needs Go, and Erlang for terms and conversations; the replay takes two
// minutes, profiles and conversations three.
//
//   node test/support/recordService.ts replay      test/fixtures/gateway-replay
//   node test/support/recordService.ts profiles    test/fixtures/profiles
//   node test/support/recordService.ts terms          test/fixtures/terms
//   node test/support/recordService.ts conversations  test/fixtures/conversations
//   node test/support/recordService.ts heapdumps      test/fixtures/heapdumps
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { bundleScript } from './bundleScript.ts';
import { recordProfiles } from './recording/recordProfiles.ts';
import { recordReplay } from './recording/recordReplay.ts';
import { clearStage } from './serving/stagedService.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

const recordings: Readonly<Record<string, () => Promise<void>>> = {
  replay: () => recordReplay(join(fixtures, 'gateway-replay')),
  profiles: () => recordProfiles(join(fixtures, 'profiles')),
  terms: () => bundled('erlang/recordTerms.ts', join(fixtures, 'terms')),
  heapdumps: () => bundled('heapdumps/recordHeapDumps.ts', join(fixtures, 'heapdumps')),
  conversations: () => bundled('erlang/recordConversations.ts', join(fixtures, 'conversations')),
};

/** What imports src runs in a process of its own. */
async function bundled(script: string, directory: string): Promise<void> {
  const bundle = await bundleScript(resolve(import.meta.dirname, script));
  execFileSync(process.execPath, [bundle, directory, ...process.argv.slice(3)], { stdio: 'inherit' });
}

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
