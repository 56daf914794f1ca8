// Entry of the command line: constructs the rooms, passes them on, and turns the answer into an exit status. What is imported here is loaded
// for a report on one profile, which takes no longer than that; other commands load what else they need.
import { join } from 'node:path';
import process from 'node:process';
import * as l10n from '@vscode/l10n';
import { version } from '../package.json';
import { profileReports } from './analyse/reports/profileReports';
import type { ProfileParts, Terminal } from './cli/base/cliParts';
import { runCli } from './cli/runCli';
import { standardOutput } from './cli/base/standardOutput';
import { profileInParts } from './decode/formats/profileInParts';
import { createGoDecoder } from './decode/go/goDecoder';
import { isRetention } from './decode/go/profiles/retentionProfile';
import { lazyArchives } from './lazyArchives';
import { lazyHeapDumps } from './lazyHeapDumps';
import { sitePath } from './shared/base/sitePath';
import { LoadedOnce } from './shared/base/loadedOnce';
import { readZoneNames } from './sources/base/zoneName';
import { createInputOpener } from './sources/inputs/inputOpener';
import { readSecretFile } from './sources/secrets/readSecretFile';
import { readPackedTextNow } from './store/packedText';
import { systemClock } from './systemClock';
import { problemWords } from './words/problems/problemWords';

/** Names of languages as the editor's bundles have them. English needs none. */
function personsLanguage(): { readonly language: string; readonly words: string } | null {
  // The first that is not empty decides (POSIX, locale environment variables).
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => process.env[name] ?? '').find(Boolean) ?? '';
  if (!locale.toLowerCase().startsWith('zh_cn')) return null;
  const file = join(__dirname, 'l10n', 'bundle.l10n.zh-cn.json');
  try {
    const words = readPackedTextNow(file);
    l10n.config({ contents: words });
    return { language: 'zh-cn', words };
  } catch {
    // A copy without the bundle speaks English.
    return null;
  }
}

const terminal: Terminal = {
  ...standardOutput({ stdout: process.stdout, stderr: process.stderr, exit: (status) => process.exit(status) }),
  errorIsTerminal: process.stderr.isTTY,
  outputIsTerminal: process.stdout.isTTY,
  // A window is made wider and narrower meanwhile.
  errorColumns: () => (process.stderr.isTTY ? process.stderr.columns : null),
  zoneNames: () => readZoneNames(process.env['TZ']),
  workingDirectory: sitePath(process.cwd()),
  environment: process.env,
};

const translation = personsLanguage();
const decoder = createGoDecoder();
// The bundler puts it beside this bundle.
const sourceThread = join(__dirname, 'sourceThread.js');
const sources = new LoadedOnce(async () => (await import('./commandSources')).openSources(sourceThread));

const profiles: ProfileParts = {
  inputs: createInputOpener({ archives: lazyArchives, clock: systemClock }),
  decoder,
  profileInParts,
  reports: profileReports,
  isRetention,
  heapDumps: lazyHeapDumps(join(__dirname, 'heapDumpThread.js')),
  sources: () => sources.get(),
  problemWords,
  readSecret: readSecretFile,
  version,
};

const all = async () => {
  isAlone = false;
  const { commandParts } = await import('./commandParts');
  return commandParts({ profiles, decoder, sources, translation, program: join(__dirname, 'cli.js') });
};

const argv = process.argv.slice(2);
const stop = new AbortController();
// A capture removes what is half written, a watch reports what it saw so far, a test waits for go's own end, a process that stands still runs on; a second signal is not waited for. Other
// commands leave nothing behind, and what they compute would only keep a handler from running.
const stopSignals = ['capture', 'watch', 'test', 'holders'].includes(argv[0] ?? '')
  ? (['SIGINT', 'SIGTERM'] as const)
  : [];
for (const signal of stopSignals) process.once(signal, () => stop.abort());

/** Only the commands that have more than a report to make load the rest. */
let isAlone = true;

void runCli(argv, { profiles, all }, terminal, stop.signal).then((status) => {
  process.exitCode = status;
  sources.ifAsked((opened) => opened.dispose());
  if (isAlone && process.stderr.writableLength === 0) process.exit();
});

export {};
