// A retention profile in the views: its frames lead to their declarations, as functions do.
import { writeFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { LiveOrigins } from '../../../src/engine/profiles/liveOrigins';
import { ProfileService } from '../../../src/engine/profiles/profileService';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { retainedFiles } from '../../../src/retainedProfiles';
import { goViews } from '../../../src/runtimes/goViews';
import { LeakLensError } from '../../../src/shared/model/errors';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { retentionBytes } from '../../support/profiles/retentionBytes';
import { openReader, writeModule } from '../../syntax/go/goPrograms';
import { openRooms } from '../rooms';

const never = new AbortController().signal;

const source = `package main

type session struct {
	body []byte
}

var sessions = map[int]*session{}

func main() { sessions[1] = &session{body: make([]byte, 1)} }
`;

it('leads from what holds to where it is declared', async () => {
  const folder = await writeModule({ 'main.go': source });
  const chain = ['main.sessions', '$mapval. (*main.session)', 'body. ([]uint8)'];
  await writeFile(`${folder}/grf.out`, retentionBytes([{ chain, objects: 8, bytes: 65536 }]));
  const rooms = await openRooms({ folder });
  const files = retainedFiles(rooms.profileFiles, { tree: createSourceTree(), sources: openReader() }, () => [folder]);
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
  const { handle, about } = await service.open(
    { origin: { kind: 'file', path: `${folder}/grf.out` }, base: null },
    never,
  );
  expect(about.comments[0]).toMatch(/^Retention/);
  const ask = { sort: 'cum', descending: true, filter: '', first: 0, count: 5, copy: 'none' } as const;
  const answer = await service.answer(handle, { view: 'top', scope: wholeScope, ask }, never);
  expect(answer.view === 'top' ? answer.window.frames.functions : []).toContain('main.sessions');
  const placeOf = (name: string, line: number) =>
    service.place(handle, { function: name, file: `${folder}/main.go`, line }, never);
  const path = `${folder}/main.go`;
  expect(await placeOf('main.sessions', 7)).toEqual({ path, line: 7, inWorkspace: true });
  expect(await placeOf('body. ([]uint8)', 4)).toEqual({ path, line: 4, inWorkspace: true });
});
