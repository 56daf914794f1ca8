import { t } from '@vscode/l10n';
import { LeakLensError } from '../../../shared/model/errors';
import { formatCount } from '../../../shared/base/units';
import type { GorefSubject } from '../../../shared/ports/sources/goref';
import type { Command, Run } from '../../arguments/command';
import { formatOf } from '../../arguments/commonOptions';
import { UsageError } from '../../base/usageError';
import { asLines, writeAll } from '../../base/writeAll';
import { withInput } from '../../profiles/loadProfile';
import { requireConsent, yesOption } from '../nodes/consent';
import { dumpHoldersJson, dumpHoldersText } from './dumpHoldersText';
import { holdersJson, holdersText } from './holdersText';
import { expectedPause } from './expectedPause';

export function holdersCommand(): Command {
  return {
    name: 'holders',
    summary: t('who holds the memory of a process, which stands still meanwhile, a core file or a heap dump'),
    args: [{ name: 'PID|FILE', summary: t('the number of a process of this machine, a core file or a heap dump') }],
    options: [
      yesOption(),
      {
        name: 'executable',
        value: 'FILE',
        summary: t('the program that the file is of; of a heap dump: else that beside it'),
      },
      {
        name: 'url',
        value: 'URL',
        summary: t('its pprof address: counts its objects, to say how long it will stand still'),
      },
      { name: 'out', value: 'FILE', summary: t('keep the profile: it holds names, types and sizes, and no contents') },
      { name: 'limit', value: 'N', summary: t('at most so many rows; 0 is all (text 10, JSON all)') },
    ],
    examples: [
      ['leaklens holders 4711 --url http://localhost:6060', t('how long the process would stand still')],
      ['leaklens holders 4711 --yes', t('who holds its memory, each with the line of its declaration')],
      ['leaklens holders core.4711 --executable ./server', t('the same of a core file: nothing stands still')],
      ['leaklens holders heap.dump', t('the same of what debug.WriteHeapDump wrote, with the lines that allocated it')],
    ],
    notes: [
      t('Needs goref: go install github.com/cloudwego/goref/cmd/grf@latest. Ctrl+C lets the process run on at once.'),
      t('A heap dump needs no goref; its variables have names where go is on the PATH.'),
      t('It holds all that was in memory, and so secrets: nothing of what stands in it is kept.'),
    ],
    run,
  };
}

/** A text is read by a person. */
const defaultTextRows = 10;

async function run(run: Run): Promise<void> {
  const { line, parts, progress, terminal, signal } = run;
  const format = formatOf(line);
  const limit = line.count('limit', format === 'json' ? 0 : defaultTextRows);
  if (await parts.heapDumps.isDump(line.argument(0))) return heapDump(run, { format, limit });
  const subject = subjectOf(run);
  if (subject.kind === 'process') {
    const url = line.option('url');
    requireConsent(line, expectedPause(url === null ? null : await objectsOf(run, url)));
  }
  const name = subject.kind === 'process' ? t('process {0}', String(subject.pid)) : subject.core;
  progress.show(t('goref looks through {0}', name));
  const begun = parts.clock.now();
  const bytes = await parts.runGoref(subject, line.option('out'), signal);
  const seconds = (parts.clock.now() - begun) / 1000;
  const { placeRetained } = await parts.sources();
  const read = parts.decoder.profile(bytes, name);
  const profile = await placeRetained(read, [terminal.workingDirectory]);
  const roots = parts.retainedRoots(profile);
  progress.clear();
  const told = { name, seconds, roots, shown: limit === 0 ? roots : roots.slice(0, limit) };
  if (format === 'json') await writeAll(terminal, holdersJson(told));
  else await writeAll(terminal, asLines(holdersText(told)));
}

/** @throws LeakLensError */
async function heapDump(
  { line, parts, progress, terminal, signal }: Run,
  { format, limit }: { readonly format: string; readonly limit: number },
): Promise<void> {
  const path = line.argument(0);
  progress.show(t('reading {0}', path));
  const read = await parts.heapDumps.read(path, line.option('executable'), signal);
  const { placeHolders, heapDumpNotes } = await parts.sources();
  const holders = await placeHolders(read, [terminal.workingDirectory]);
  progress.clear();
  const told = { name: path, read, holders, shown: limit === 0 ? holders : holders.slice(0, limit) };
  if (format === 'json') await writeAll(terminal, dumpHoldersJson(told));
  else await writeAll(terminal, asLines(dumpHoldersText(told, heapDumpNotes(read))));
}

/** @throws UsageError */
function subjectOf({ line }: Run): GorefSubject {
  const named = line.argument(0);
  const executable = line.option('executable');
  if (executable !== null) return { kind: 'core', executable, core: named };
  if (/^[1-9]\d{0,9}$/.test(named)) return { kind: 'process', pid: Number(named) };
  throw new UsageError(
    t('“{0}” is no number of a process; for a core file name its program, too: --executable FILE.', named),
  );
}

/** @throws LeakLensError where the service does not tell */
async function objectsOf(run: Run, url: string): Promise<number> {
  const answer = await withInput(run, url, (input) => input.read('heap?debug=1', run.signal));
  const { heapObjects } = run.parts.decoder.memoryStatistics(answer.bytes, answer.url);
  if (heapObjects > 0) return heapObjects;
  const detail = `it counts ${formatCount(heapObjects)} objects`;
  throw new LeakLensError({ kind: 'unreadable', subject: answer.url, detail });
}
