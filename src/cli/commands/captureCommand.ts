import { t } from '@vscode/l10n';
import type { Runtimes } from '../../shared/ports/runtime/runtime';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { looksLikeNode } from '../../shared/base/addresses/beamAddress';
import { looksLikeKubernetes } from '../../shared/base/addresses/kubernetesAddress';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { CaptureStep } from '../../shared/ports/engine/engineApi';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { formatBytes } from '../../shared/base/units';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { Command, Run } from '../arguments/command';
import { engineRequest } from '../arguments/engineRequest';
import { nodeOptions } from '../arguments/nodeOptions';
import { formatOf } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';

/** As for the command `goroutines`. */
const defaultDumpLimit = 10_000;

export function captureCommand(): Command {
  return {
    name: 'capture',
    summary: t('one snapshot on disk, to keep and to compare'),
    args: [{ name: 'URL', summary: t('pprof base URL of the service, or a node: beam:NAME@HOST') }],
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
      ...nodeOptions(),
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
  if (!parts.inputs.looksLikeUrl(url) && !looksLikeNode(url) && !looksLikeKubernetes(url)) {
    throw new UsageError(
      t('“{0}” is no URL: capture asks a running service, such as http://localhost:6060.', printedAddress(url)),
    );
  }
  const { settings, target } = await engineRequest(run);
  if (target.workload !== undefined)
    throw new UsageError(t('A snapshot is of one process: name one pod, as in {0}.', 'kubernetes://shop/web-0:6060'));
  const engine = await parts.openEngine({ ...settings, goroutineDumpLimit: dumpLimit });
  try {
    progress.show(t('connecting'));
    const tell = ({ runtime, asks }: CaptureStep) => {
      if (asks !== null) progress.show(t('fetching: {0}', parts.runtimes.of(runtime).words.capability(asks).name));
    };
    const snapshot = await engine.captureTo({ target, directory: out, redact, progress: tell }, signal);
    progress.clear();
    await writeAll(
      terminal,
      format === 'json' ? [captureJson(snapshot), ownText('\n')] : asLines(captureText(snapshot, parts.runtimes)),
    );
  } finally {
    engine.dispose();
  }
}

function captureJson({ directory, files, missing = [], ...about }: StoredSnapshot): Said {
  const names = files.map(({ name }) => name);
  const { target, capturedAtMillis, summary } = about;
  return jsonText({ directory, files: names, manifest: 'manifest.json', target, capturedAtMillis, summary, missing });
}

function captureText(snapshot: StoredSnapshot, runtimes: Runtimes): readonly string[] {
  const { directory, files, missing = [] } = snapshot;
  const { words } = runtimes.of(snapshot.runtime);
  const rows = files.map(({ name, bytes }) => `  ${name.padEnd(18)} ${formatBytes(bytes).padStart(8)}`);
  const notes = missing.map(({ kind, why }) => terminalText(words.capability(kind).refused(why), longestSentence));
  return [directory, ...rows, '  manifest.json', ...notes];
}
