// Profiles that somebody looks at, opened from files and snapshots of this machine, with all rooms as the engine has them.
import { copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { LiveOrigins } from '../../../src/engine/profiles/liveOrigins';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { ProfileService } from '../../../src/engine/profiles/profileService';
import { goViews } from '../../../src/runtimes/goViews';
import { LeakLensError } from '../../../src/shared/model/errors';
import { sourceStates } from '../../../src/shared/model/views/sourceView';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import type { ViewQuery } from '../../../src/shared/model/views/profileView';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { repositoryRoot } from '../../support/paths';
import { openRooms, type Rooms } from '../rooms';

const heap = join(repositoryRoot, 'test/fixtures/profiles/heap.pb.gz');
const goroutines = join(repositoryRoot, 'test/fixtures/profiles/goroutine.pb.gz');
const never = new AbortController().signal;

const top: ViewQuery = {
  view: 'top',
  scope: wholeScope,
  ask: { sort: 'flat', descending: true, filter: '', first: 0, count: 5, copy: 'none' },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-profiles-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** A service that counts how often something is decoded, and what was let go of. */
async function openService() {
  const rooms = await openRooms({ folder });
  const counted = { decoded: 0, disposed: 0 };
  const open = directViewers(() =>
    viewerCalls({
      ...goViews,
      open: (bytes, subject) => {
        counted.decoded += 1;
        return goViews.open(bytes, subject);
      },
    }),
  );
  const service = new ProfileService({
    openViewer: (subject) => ({ ...open(subject), dispose: () => void (counted.disposed += 1) }),
    origins: { files: rooms.profileFiles, snapshots: rooms.snapshots, past: rooms.past, live: nothingLive(rooms) },
    paths: rooms.profilePaths,
    linked: () => undefined,
    onLines: { show: () => ({ lines: 0, files: 0, left: 0 }), hide: () => undefined },
    readText: rooms.readSource,
  });
  onTestFinished(() => service.dispose());
  return { service, rooms, counted };
}

const nothingLive = ({ works }: Rooms) =>
  new LiveOrigins({
    works,
    sourceOf: (targetId) => {
      throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
    },
  });

const file = (path: string) => ({ origin: { kind: 'file', path }, base: null }) as const;

async function firstRow(service: ProfileService, handle: string) {
  const answer = await service.answer(handle, top, never);
  return answer.view === 'top' ? answer.window.frames.functions[0] : answer.view;
}

describe('a profile', () => {
  it('that several open is decoded once, and let go of when the last closes it', async () => {
    const { service, counted } = await openService();
    const [first, second] = await Promise.all([service.open(file(heap), never), service.open(file(heap), never)]);
    expect(first.about).toMatchObject({ defaultSample: 'inuse_space', hasBase: false });
    expect(second.handle).not.toBe(first.handle);
    service.close(first.handle);
    expect(await firstRow(service, second.handle)).toEqual(expect.any(String));
    expect(counted).toEqual({ decoded: 1, disposed: 0 });
    service.close(second.handle);
    service.close(second.handle);
    expect(counted.disposed).toBe(1);
    await expect(async () => firstRow(service, second.handle)).rejects.toMatchObject({
      problem: { kind: 'not-found' },
    });
  });

  it('that changed on disk is another one; who has the old one open keeps it', async () => {
    const { service } = await openService();
    const path = join(folder, 'changing.pb');
    await writeFile(path, profileBytesFromText('main.before 1'));
    const before = await service.open(file(path), never);
    await writeFile(path, profileBytesFromText('main.after 1'));
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    const after = await service.open(file(path), never);
    expect(await firstRow(service, before.handle)).toBe('main.before');
    expect(await firstRow(service, after.handle)).toBe('main.after');
  });

  it('is compared with another one, if both count something alike', async () => {
    const { service } = await openService();
    const origin = { kind: 'file', path: heap } as const;
    const { handle, about } = await service.open({ origin, base: origin }, never);
    expect(about.hasBase).toBe(true);
    expect(await service.answer(handle, top, never)).toMatchObject({ window: { rowCount: 0, signed: true } });
    const other = { kind: 'file', path: goroutines } as const;
    await expect(service.open({ origin, base: other }, never)).rejects.toMatchObject({
      problem: { kind: 'unreadable' },
    });
  });

  it.each([
    ['that is not there', 'nowhere.pb.gz', 'not-found'],
    ['that is a folder', '.', 'unreadable'],
    ['that is none', 'text.pb.gz', 'unreadable'],
  ])('%s says so, and nothing stays open', async (_what, name, kind) => {
    const { service, counted } = await openService();
    await writeFile(join(folder, 'text.pb.gz'), 'not a profile');
    await expect(service.open(file(join(folder, name)), never)).rejects.toMatchObject({ problem: { kind } });
    expect(counted.disposed).toBe(1);
  });

  it('that nobody waits for any more is let go of', async () => {
    const { service, counted } = await openService();
    await expect(service.open(file(heap), AbortSignal.abort())).rejects.toMatchObject({
      problem: { kind: 'cancelled' },
    });
    expect(counted.disposed).toBe(1);
  });

  it('is read anew when what it was decoded in has ended', async () => {
    const { service, counted } = await openService();
    let lost = false;
    const open = directViewers(() => viewerCalls(goViews));
    const rooms = await openRooms({ folder });
    const fragile = new ProfileService({
      openViewer: (subject) => {
        let viewer = open(subject);
        return {
          ...viewer,
          open: async (profile, base, signal) => {
            counted.decoded += 1;
            return viewer.open(profile, base, signal);
          },
          answer: (query, signal) => {
            if (!lost) {
              lost = true;
              viewer = open(subject);
            }
            return viewer.answer(query, signal);
          },
        };
      },
      origins: { files: rooms.profileFiles, snapshots: rooms.snapshots, past: rooms.past, live: nothingLive(rooms) },
      paths: rooms.profilePaths,
      linked: () => undefined,
      onLines: { show: () => ({ lines: 0, files: 0, left: 0 }), hide: () => undefined },
      readText: rooms.readSource,
    });
    const { handle } = await fragile.open(file(heap), never);
    expect(await firstRow(fragile, handle)).toEqual(expect.any(String));
    expect(counted.decoded).toBe(2);
    service.dispose();
    fragile.dispose();
  });
});

describe('a frame', () => {
  it('leads to its line in the workspace, and to none that is not there', async () => {
    await mkdir(join(folder, 'shop'));
    await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n');
    await writeFile(join(folder, 'shop/cart.go'), 'package shop\n\nfunc Add() {\n\tkeep()\n}\n');
    const recorded = `${folder}/shop/cart.go`;
    const path = join(folder, 'shop.pb');
    await writeFile(path, profileBytesFromText(`example.com/shop/shop.Add@${recorded}:4;main.main@/gone/main.go:9 1`));
    const { service } = await openService();
    const { handle } = await service.open(file(path), never);
    const add = { function: 'example.com/shop/shop.Add', file: recorded, line: 4 };
    expect(await service.place(handle, add, never)).toEqual({ path: recorded, line: 4, inWorkspace: true });
    expect(await service.place(handle, { ...add, function: 'main.main', file: '/gone/main.go' }, never)).toBeNull();
    expect(await service.place(handle, { ...add, file: '/etc/passwd' }, never)).toBeNull();
    const answer = await service.answer(handle, top, never);
    expect(answer).toMatchObject({ window: { frames: { owners: Uint8Array.of(0, 0) } } });
  });
});

describe('the source of a function', () => {
  const text = 'package shop\n\nfunc Add() {\n\tkeep(1)\n\tkeep(2)\n}\n\nfunc Del() {\n\tkeep(3)\n}\n';
  const startLines = { 'example.com/shop.Add': 3, 'example.com/shop.Del': 8 };

  async function listed(source: string) {
    await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n');
    const recorded = join(folder, 'cart.go');
    await writeFile(recorded, source);
    const path = join(folder, 'shop.pb');
    const stack = `example.com/shop.Add@${recorded}:5;example.com/shop.Del@${recorded}:9;main.main@/gone/main.go:9 1 70`;
    await writeFile(path, profileBytesFromText(stack, { startLines }));
    const { service } = await openService();
    const { handle } = await service.open(file(path), never);
    const list = async (name: string) => {
      const frame = { function: name, file: '', line: 0 };
      const answer = await service.answer(handle, { view: 'source', scope: wholeScope, ask: { frame } }, never);
      if (answer.view !== 'source') throw new Error('no source');
      const { line, lineFlat, lineCum, texts, states, shifts } = answer.window;
      const rows = Array.from(line, (one, at) => [one, lineFlat[at], lineCum[at], texts[at]] as const);
      return { rows, state: sourceStates[states[0] ?? 0], shift: shifts[0] };
    };
    return { list, service, recorded };
  }

  it('stands beside what each line costs, from its first line on', async () => {
    const { list } = await listed(text);
    const { rows, state } = await list('example.com/shop.Add');
    expect(state).toBe('here');
    expect(rows.slice(0, 4)).toEqual([
      [3, 0, 0, 'func Add() {'],
      [4, 0, 0, '\tkeep(1)'],
      [5, 70, 70, '\tkeep(2)'],
      [6, 0, 0, '}'],
    ]);
  });

  it('has moved, and is left out where it is another or not here', async () => {
    const { list, service, recorded } = await listed(`// one\n${text}`);
    expect(await list('example.com/shop.Add')).toMatchObject({ state: 'here', shift: 1 });
    expect(await list('main.main')).toEqual({ rows: [[9, 0, 70, '']], state: 'none', shift: 0 });
    await writeFile(recorded, text.replace(/func Del[^}]*\}\n/, ''));
    service.sourceChanged();
    expect(await list('example.com/shop.Del')).toEqual({ rows: [[9, 0, 70, '']], state: 'other', shift: 0 });
  });
});

describe('a file of a snapshot', () => {
  it('opens as a file does', async () => {
    const { service, rooms } = await openService();
    const draft = await rooms.snapshots.begin({ id: 't', name: 't', url: 'http://localhost:1' });
    await copyFile(heap, join(folder, 'copy.pb.gz'));
    await draft.write('heap.pb.gz', await rooms.profileFiles.read(heap, 2 ** 30, never));
    const { id } = await draft.commit({ runtime: 'go', capturedAtMillis: 1, summary: {} });
    const { handle } = await service.open({ origin: { kind: 'snapshot', id, file: 'heap.pb.gz' }, base: null }, never);
    expect(await firstRow(service, handle)).toEqual(expect.any(String));
  });
});
