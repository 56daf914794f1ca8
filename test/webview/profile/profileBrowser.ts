/// <reference types="node" />
// A page of the view of profiles in a real browser, answered by the real views over a real profile, as the host and the engine do it.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { graphViewers } from '../../../src/engine/profiles/graphViewers';
import { directViewers } from '../../../src/engine/profiles/viewers';
import { ProfileFeed } from '../../../src/host/profiles/feed/profileFeed';
import type { ProfileEngine, ProfileMemory } from '../../../src/host/profiles/feed/profileFeedParts';
import { goViews } from '../../../src/runtimes/goViews';
import { withView } from '../../../src/host/profiles/keep/viewList';
import type { MemoryView } from '../../../src/shared/model/views/memoryView';
import type { ProfileViewState, SavedView } from '../../../src/shared/wires/profileMessages';
import { layOutHere } from '../../support/layOutHere';
import { postColumns } from '../../support/postColumns';
import { browserPages } from '../browserPage';

/** Pages of the view; to be called once in a test file. */
export const profilePages = () => browserPages(join(import.meta.dirname, '../../../webview/profile/main.tsx'));

interface SavedPicture {
  readonly format: string;
  readonly content: string;
}

export interface Looked {
  readonly feed: ProfileFeed;
  /** What the view asked the host to do. */
  readonly told: {
    readonly goTo: unknown[];
    /** What is to be shown on lines; null for nothing any more. */
    readonly onLines: unknown[];
    readonly copied: string[];
    readonly saved: SavedPicture[];
    readonly warned: string[];
  };
  readonly kept: Map<string, ProfileViewState>;
}

/** Answers a page about one profile, compared with a base perhaps, until the test ends. */
export async function lookAt(
  page: Page,
  bytes: Uint8Array,
  base: Uint8Array | null = null,
  memoryOf: MemoryView | null = null,
): Promise<Looked> {
  const kept = new Map<string, ProfileViewState>();
  const memory: ProfileMemory = {
    load: (id) => kept.get(id) ?? null,
    save: (id, state) => void kept.set(id, state),
    loadChoice: () => null,
    saveChoice: () => undefined,
  };
  let saved: readonly SavedView[] = [];
  const told = {
    goTo: [] as unknown[],
    onLines: [] as unknown[],
    copied: [] as string[],
    saved: [] as SavedPicture[],
    warned: [] as string[],
  };
  const origin = { kind: 'file', path: '/somewhere/heap.pb.gz' } as const;
  const feed = new ProfileFeed({
    engine: engineFor(bytes, base, memoryOf),
    subject: {
      name: 'heap.pb.gz',
      detail: 'somewhere/heap.pb.gz',
      baseName: base === null ? null : 'older.pb.gz',
      memory: memoryOf === null ? null : { kind: 'live', targetId: 'service' },
      profiles: [
        {
          id: 'file',
          name: 'heap.pb.gz',
          title: 'heap.pb.gz',
          origin,
          base: base === null ? null : origin,
          files: { source: '/somewhere/heap.pb.gz', base: base === null ? null : '/somewhere/older.pb.gz' },
          live: null,
          sample: '',
        },
      ],
    },
    memory,
    // A page that is being closed is no longer there to take it.
    post: (message) => void postColumns(page, message),
    service: {
      onPoll: () => ({ dispose: () => undefined }),
      onConnected: () => ({ dispose: () => undefined }),
      goroutines: () => null,
    },
    timeWords: String,
    now: () => 0,
    compare: () => undefined,
    onLines: {
      show: (view, wanted) => {
        told.onLines.push(wanted);
        view.told({ lines: 3, files: 2, left: 1 }, '');
      },
      hide: (view) => {
        if ((told.onLines.at(-1) ?? null) === null) return;
        told.onLines.push(null);
        view.told(null, '');
      },
    },
    goTo: (_handle, frame) => told.goTo.push(frame),
    copy: (text) => told.copied.push(text),
    save: (format, content) => told.saved.push({ format, content }),
    shell: 'posix',
    views: {
      list: () => saved,
      save: (state) => {
        saved = withView(saved, { name: `view ${String(saved.length + 1)}`, state });
        return Promise.resolve();
      },
      forget: (name) => {
        saved = saved.filter((view) => view.name !== name);
        return Promise.resolve();
      },
    },
    report: (thrown) => told.warned.push(String(thrown)),
    log: { warn: (text) => told.warned.push(text) },
  });
  await page.exposeFunction('toHost', (message: unknown) => feed.receive(message));
  feed.receive({ type: 'ready' });
  return { feed, told, kept };
}

function engineFor(bytes: Uint8Array, base: Uint8Array | null, memory: MemoryView | null): ProfileEngine {
  const viewer = graphViewers(
    directViewers(() => viewerCalls(goViews)),
    layOutHere,
  )('profile');
  const read = (given: Uint8Array) => ({ bytes: given.slice(), subject: 'profile' });
  return {
    open: async (_request, signal) => {
      const { about } = await viewer.open(read(bytes), base === null ? null : read(base), signal);
      return { ok: true, value: { handle: 'h', about } };
    },
    view: async (_handle, query, signal) => ({ ok: true, value: await viewer.answer(query, signal) }),
    memory: () => Promise.resolve({ ok: true, value: memory ?? { atMillis: [], life: [], parts: [] } }),
    close: () => undefined,
  };
}
