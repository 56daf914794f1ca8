import { t } from '@vscode/l10n';
import { LeakLensError } from '../../shared/model/errors';
import { printedAddress } from '../../shared/base/printedUrl';
import type { ProfileRequest, ProfileSource } from '../../shared/ports/profileSource';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SnapshotFileName, StoredSnapshot } from '../../shared/model/snapshot';
import { formatBytes } from '../../shared/base/units';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { Command, Run } from '../arguments/command';
import { formatOf, sourceOptions } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';

/** As for the command `goroutines`. */
const defaultDumpLimit = 10_000;

export function captureCommand(): Command {
  return {
    name: 'capture',
    summary: t('one snapshot on disk, to keep and to compare'),
    args: [{ name: 'URL', summary: t('pprof base URL of the service') }],
    options: [
      {
        name: 'out',
        value: 'DIR',
        summary: t('the folder (required); in one that is not empty, the snapshot is a new folder'),
      },
      {
        name: 'dump-limit',
        value: 'N',
        summary: t('ask for states, ages and creators only below N goroutines (10000): it stops the world'),
      },
      {
        name: 'redact',
        value: null,
        summary: t('leave out arguments of calls, values of labels, account names in paths, and the address'),
      },
    ],
    examples: [
      ['leaklens capture http://localhost:6060 --out before', t('heap and goroutines, as profiles and as text')],
      ['go tool pprof before/heap.pb.gz', t('opens what was captured')],
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress, signal } = run;
  const format = formatOf(line);
  const out = line.option('out');
  if (out === null) throw new UsageError(t('--out is missing: the folder for the snapshot.'));
  const dumpLimit = line.count('dump-limit', defaultDumpLimit);
  const redact = line.has('redact');
  const url = line.argument(0);
  if (!parts.inputs.looksLikeUrl(url)) {
    throw new UsageError(
      t('“{0}” is no URL: capture asks a running service, such as http://localhost:6060.', printedAddress(url)),
    );
  }
  progress.show(t('connecting'));
  const source = await parts.connector.connect(url, await sourceOptions(run), signal);
  try {
    const snapshot = await capture(run, source, { out, dumpLimit, redact });
    progress.clear();
    await writeAll(
      terminal,
      format === 'json' ? [captureJson(snapshot), ownText('\n')] : asLines(captureText(snapshot)),
    );
  } finally {
    source.dispose();
  }
}

interface CaptureOptions {
  readonly out: string;
  readonly dumpLimit: number;
  readonly redact: boolean;
}

async function capture(run: Run, source: ProfileSource, options: CaptureOptions): Promise<StoredSnapshot> {
  const { redactor } = run.parts;
  const draft = await run.parts.beginCapture(options.out, options.redact ? redactor.target : source.target);
  try {
    return await fillDraft(run, source, draft, options);
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}

/** Each answer is decoded once: a snapshot that cannot be read back is none. */
async function fillDraft(
  { parts, progress, signal }: Run,
  source: ProfileSource,
  draft: SnapshotDraft,
  { dumpLimit, redact }: CaptureOptions,
): Promise<StoredSnapshot> {
  const { decoder, analyser, redactor, clock } = parts;
  const fetchInto = async (request: ProfileRequest, file: SnapshotFileName, step: string) => {
    progress.show(t('fetching {0}', step));
    const answer = await source.fetch(request, signal);
    await draft.write(file, redact ? redactor.file(file, answer.bytes).bytes : answer.bytes);
    return answer;
  };
  const heapAnswer = await fetchInto('heap', 'heap.pb.gz', t('the heap profile'));
  const heap = decoder.profile(heapAnswer.bytes, heapAnswer.url);
  const textAnswer = await fetchInto('heap-text', 'heap.txt', t('the memory statistics'));
  const memory = decoder.memoryStatistics(textAnswer.bytes, textAnswer.url);
  const countAnswer = await fetchInto('goroutine', 'goroutine.pb.gz', t('the goroutine profile'));
  const goroutines = analyser.goroutineCount(decoder.profile(countAnswer.bytes, countAnswer.url));
  if (goroutines < dumpLimit) {
    const dumpAnswer = await fetchInto('goroutine-dump', 'goroutine.txt', t('the goroutine stacks'));
    decoder.goroutineDump(dumpAnswer.bytes, dumpAnswer.url);
  }
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject: source.target.url, detail: 'capture' });
  return draft.commit({
    runtime: source.runtime,
    capturedAtMillis: clock.now(),
    summary: { liveHeap: analyser.liveHeapBytes(heap), heapAlloc: memory.heapAlloc, sys: memory.sys, goroutines },
  });
}

function captureJson({ directory, files, target, capturedAtMillis, summary }: StoredSnapshot): Said {
  const names = files.map(({ name }) => name);
  return jsonText({ directory, files: names, manifest: 'manifest.json', target, capturedAtMillis, summary });
}

function captureText({ directory, files }: StoredSnapshot): readonly string[] {
  const rows = files.map(({ name, bytes }) => `  ${name.padEnd(18)} ${formatBytes(bytes).padStart(8)}`);
  return [directory, ...rows, '  manifest.json'];
}
