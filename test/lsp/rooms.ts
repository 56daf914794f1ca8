import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { analyser } from '../../src/analyse/analyser';
import { createDecoder } from '../../src/decode/decoder';
import type { EngineParts } from '../../src/lsp/engine';
import { OpenDocuments } from '../../src/lsp/openDocuments';
import { PathResolver } from '../../src/lsp/pathResolver';
import type { Clock, Log } from '../../src/shared/ports';
import { systemClock } from '../../src/shared/systemClock';
import { createPprofConnector } from '../../src/sources/pprofConnector';
import { createSeriesStore } from '../../src/store/seriesStore';
import { createSnapshotStore } from '../../src/store/snapshotStore';
import { createSourceTree } from '../../src/store/sourceTree';

export interface Rooms extends EngineParts {
  /** What was logged: `warn: gateway: …`. */
  readonly logged: readonly string[];
  /** Of the stores; gone when the test ends. */
  readonly directory: string;
}

/** All rooms as `server.ts` wires them, with stores of their own. `folder` is the workspace. */
export async function openRooms(options: { readonly folder: string; readonly clock?: Clock }): Promise<Rooms> {
  const clock = options.clock ?? systemClock;
  const directory = await mkdtemp(join(tmpdir(), 'leaklens-rooms-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const sourceTree = createSourceTree();
  const resolver = new PathResolver(analyser, sourceTree);
  resolver.setFolders([options.folder]);
  const logged: string[] = [];
  const write = (level: keyof Log) => (message: string) => void logged.push(`${level}: ${message}`);
  return {
    analyser,
    decoder: createDecoder(),
    connector: createPprofConnector(),
    snapshots: createSnapshotStore({ directory }),
    series: createSeriesStore({ directory, clock }),
    resolver,
    documents: new OpenDocuments(),
    clock,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    logged,
    directory,
  };
}

/** Enough for a machine that is busy; nothing is measured. */
export const generous = { timeoutMillis: 20_000, maxBodyBytes: 64 * 1024 * 1024 };
