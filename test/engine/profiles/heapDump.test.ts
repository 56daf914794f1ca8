// A heap dump in the views: who holds what as a retention profile, whose roots lead to their declarations.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { LiveOrigins } from '../../../src/engine/profiles/liveOrigins';
import { ProfileService } from '../../../src/engine/profiles/profileService';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { dumpHolders } from '../../../src/analyse/go/heapdump/dumpHolders';
import { readHeapDump } from '../../../src/decode/go/heapdump/heapDumpReader';
import { filesWithDumps } from '../../../src/heapDumps';
import { goViews } from '../../../src/runtimes/goViews';
import { LeakLensError } from '../../../src/shared/model/errors';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { isHeapDump } from '../../../src/sources/heapdump/isHeapDump';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { holdingLine, holdingSource } from '../../support/heapdumps/holdingProgram';
import { partsOf, recordedDump } from '../../support/heapdumps/recordedDump';
import { openReader, writeModule } from '../../syntax/go/goPrograms';
import { openRooms } from '../rooms';

const never = new AbortController().signal;
const { bytes, symbols } = recordedDump('go1.27.1');

async function opened() {
  const folder = await writeModule({ 'main.go': await readFile(`${holdingSource}/main.go`, 'utf8') });
  await mkdir(`${folder}/out`);
  const path = `${folder}/out/heap.dump`;
  await writeFile(path, bytes);
  const rooms = await openRooms({ folder });
  // The program that wrote it is not here, its names are.
  const dumps = {
    isDump: isHeapDump,
    read: async () => Promise.resolve(dumpHolders(readHeapDump(partsOf(bytes), path), symbols)),
  };
  const parts = { tree: createSourceTree(), sources: openReader() };
  const files = filesWithDumps(rooms.profileFiles, dumps, { parts, folders: () => [folder] });
  const live = new LiveOrigins({
    works: rooms.works,
    sourceOf: (subject) => {
      throw new LeakLensError({ kind: 'not-found', subject, detail: 'not connected' });
    },
  });
  const service = new ProfileService({
    openViewer: directViewers(() => viewerCalls(goViews)),
    origins: { files, snapshots: rooms.snapshots, past: rooms.past, live },
    paths: rooms.profilePaths,
    linked: () => undefined,
    onLines: { show: () => ({ lines: 0, files: 0, left: 0 }), hide: () => undefined },
    readText: rooms.readSource,
  });
  onTestFinished(() => service.dispose());
  return { folder, service, ...(await service.open({ origin: { kind: 'file', path }, base: null }, never)) };
}

it('opens as who retains what, and leads from a variable to its declaration', async () => {
  const { folder, service, handle, about } = await opened();
  expect(about.comments[0]).toMatch(/^Retention, from a heap dump of go1\.27\.1/);
  expect(about.sampleTypes.map(({ type }) => type)).toEqual(['retained_objects', 'retained_space']);
  const ask = { sort: 'cum', descending: true, filter: '', first: 0, count: 50, copy: 'none' } as const;
  const answer = await service.answer(handle, { view: 'top', scope: wholeScope, ask }, never);
  const names = answer.view === 'top' ? answer.window.frames.functions : [];
  expect(names).toEqual(
    expect.arrayContaining(['main.sessions', 'main.goroutineStack', 'main.byName & main.byNumber']),
  );
  const line = holdingLine('sessions = map[int]');
  const frame = { function: 'main.sessions', file: `${folder}/main.go`, line };
  expect(await service.place(handle, frame, never)).toEqual({ path: `${folder}/main.go`, line, inWorkspace: true });
});
