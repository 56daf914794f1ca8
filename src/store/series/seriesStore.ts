import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { Clock } from '../../shared/ports/clock';
import type { SeriesStore } from '../../shared/ports/stores';
import type { SeriesId, SeriesPoint } from '../../shared/model/series/series';
import type { Target } from '../../shared/model/target/target';
import { appendTo, writeNewFile } from '../files/durableFile';
import { assertNotLinked, makeOwnFolder } from '../files/ownFolder';
import { readUnlinked } from '../files/readUnlinked';
import { isTargetId, randomName } from '../files/safeName';
import { decodeSeriesLine, encodeSeriesLine } from './seriesLine';
import { errorCode, isMissing, storeError } from '../files/storeError';
import { sweepSeries } from './sweepSeries';
import { thinByAge } from './thinByAge';

export interface SeriesStoreOptions {
  /** Absolute folder; the series are in `series` below it. Made when needed. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Series whose least and greatest points stay when old ones are thinned. */
  readonly guarded: readonly SeriesId[];
}

/** A file that reaches this is thinned on the spot; what is kept of a series needs less than 6 MB. */
const maxFileBytes = 8 * 1024 * 1024;
/** More lines than a file of points can hold: a file of something else must not keep the engine busy. */
const maxLines = 100_000;
/** Rewriting is for a file more than twice as large as what it is good for. */
const slackBytes = 64 * 1024;

/** Series as JSON lines. No handle is held between calls, so several windows may append to the same file. */
export function createSeriesStore(options: SeriesStoreOptions): SeriesStore {
  return new LineStore(join(options.directory, 'series'), options);
}

class LineStore implements SeriesStore {
  private readonly root: string;
  private readonly options: Pick<SeriesStoreOptions, 'clock' | 'guarded'>;
  /** Per target: the last piece of work, so that points stay in order and a rewrite never meets an append. */
  private readonly tails = new Map<string, Promise<unknown>>();
  /** Targets whose file surely ends in a newline. */
  private readonly clean = new Set<string>();
  private swept: Promise<void> | undefined;

  constructor(root: string, options: Pick<SeriesStoreOptions, 'clock' | 'guarded'>) {
    this.root = root;
    this.options = options;
  }

  load(target: Target): Promise<readonly SeriesPoint[]> {
    return this.inOrder(target.id, async (path) => {
      this.swept ??= sweepSeries(this.root, this.options.clock.now()).catch(() => undefined);
      await this.swept;
      await assertNotLinked(this.root);
      return this.loadFile(path);
    });
  }

  append(target: Target, point: SeriesPoint): Promise<void> {
    return this.inOrder(target.id, async (path) => {
      await makeOwnFolder(this.root);
      // The last writer may have been killed in the middle of a line: a newline keeps this point out of it.
      const line = `${this.clean.has(target.id) ? '' : '\n'}${encodeSeriesLine(point)}\n`;
      this.clean.delete(target.id);
      const sizeBefore = await appendTo(path, Buffer.from(line));
      this.clean.add(target.id);
      if (sizeBefore >= maxFileBytes) await this.loadFile(path);
    });
  }

  delete(targetId: string): Promise<void> {
    return this.inOrder(targetId, async (path) => {
      await assertNotLinked(this.root);
      await rm(path, { force: true });
    });
  }

  private async loadFile(path: string): Promise<SeriesPoint[]> {
    const bytes = await readUnlinked(path, 2 * maxFileBytes, 'end').catch((error: unknown) => {
      if (isMissing(errorCode(error))) return Buffer.alloc(0);
      throw error;
    });
    const lines = bytes.toString('utf8').split('\n').slice(-maxLines);
    const kept = thinByAge(
      lines.map(decodeSeriesLine).filter((point) => point !== null),
      this.options.clock.now(),
      this.options.guarded,
    );
    const text = kept.map((point) => `${encodeSeriesLine(point)}\n`).join('');
    if (bytes.length > 2 * text.length + slackBytes || bytes.length >= maxFileBytes) {
      await this.rewrite(path, text, bytes.length);
    }
    return kept;
  }

  /** Leaves the file as it is when it has grown since it was read: another window appends, and its point must stay. */
  private async rewrite(path: string, text: string, sizeRead: number): Promise<void> {
    const temporary = join(this.root, `.${randomName()}.tmp`);
    try {
      await writeNewFile(temporary, Buffer.from(text));
      const { size } = await lstat(path);
      if (size === sizeRead || size > 2 * maxFileBytes) await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  private async inOrder<T>(targetId: string, work: (path: string) => Promise<T>): Promise<T> {
    if (!isTargetId(targetId)) {
      throw new LeakLensError({ kind: 'store', subject: targetId.slice(0, 80), detail: 'the target has no usable id' });
    }
    const path = join(this.root, `${targetId}.jsonl`);
    const before = this.tails.get(targetId) ?? Promise.resolve();
    const own = before.then(() => work(path));
    const tail = own.catch(() => undefined);
    this.tails.set(targetId, tail);
    try {
      return await own;
    } catch (error) {
      throw storeError(error, path);
    } finally {
      if (this.tails.get(targetId) === tail) this.tails.delete(targetId);
    }
  }
}
