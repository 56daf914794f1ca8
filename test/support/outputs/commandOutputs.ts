// Every command that reads one input, in every format, on bytes in memory.
import { goAnalyser as analyser } from '../../../src/analyse/go/goAnalyser';
import { processReports } from '../../../src/analyse/go/processes/processReports';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { CliParts, Terminal } from '../../../src/cli/base/cliParts';
import { PathResolver } from '../../../src/follow/go/paths/pathResolver';
import { runCli } from '../../../src/cli/runCli';
import type { GoDecoder } from '../../../src/shared/ports/decoder';
import { goRuntime } from '../../../src/runtimes/go';
import { runtimesOf } from '../../../src/shared/ports/runtime/runtime';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { problemWords } from '../../../src/words/problems/problemWords';
import { faultOf } from './placeRules';

/** What a file is given to. */
export type Reading = keyof GoDecoder;

export interface CommandInput {
  readonly reading: Reading;
  readonly bytes: Uint8Array;
  readonly decoder: GoDecoder;
  /** What messages call it. */
  readonly subject: string;
}

const ofProfile: readonly (readonly string[])[] = [
  ['top', 'x'],
  ['top', 'x', '--by', 'line'],
  ['top', 'x', '--by', 'file', '--base', 'x'],
  ['top', 'x', '--by', 'package', '--hide', '^a', '--show', '.', '--show-from', '.', '--tagignore', '=x'],
  ['peek', 'x', '.'],
  ['peek', 'x', '.', '--diff-base', 'x', '--normalize'],
  ['list', 'x', '.'],
  ['stacks', 'x'],
  ['goroutines', 'x'],
];

const commands: Partial<Record<Reading, readonly (readonly string[])[]>> = {
  profile: ofProfile,
  goroutineDump: [['goroutines', 'x', '--limit', '0']],
  memoryStatistics: [['memory', 'x']],
  runtimeMetrics: [['memory', 'x']],
  gctrace: [['gctrace', 'x']],
  goroutineText: [['goroutines', 'x', '--limit', '0']],
  memoryPages: [['memory', 'x']],
  loggedProfiles: [
    ['top', 'x'],
    ['stacks', 'x'],
  ],
};

/** The first fault of anything that a command writes about the input; null when all holds. */
export async function commandFault(
  input: CommandInput,
  pick = (lines: readonly (readonly string[])[]) => lines,
): Promise<string | null> {
  for (const line of pick(commands[input.reading] ?? [])) {
    for (const format of ['text', 'json'] as const) {
      const { status, out, error } = await run([...line, '--format', format], input);
      const place = format === 'json' && status === 0 ? 'json' : 'terminal';
      const fault = faultOf(place, out) ?? faultOf('terminal', error) ?? defect(error);
      if (fault !== null) return `${line.join(' ')} --format ${format}: ${fault}`;
    }
  }
  return null;
}

function defect(error: string): string | null {
  return error.includes('defect of leaklens') ? error : null;
}

async function run(argv: readonly string[], input: CommandInput) {
  const written = { out: '', error: '' };
  const terminal: Terminal = {
    write: (text) => {
      written.out += text;
      return Promise.resolve();
    },
    writeError: (text) => (written.error += text),
    errorIsTerminal: false,
    // No folder has sources, so that nothing of this machine comes in.
    workingDirectory: '/nowhere',
    environment: {},
  };
  const parts = partsFor(input);
  const status = await runCli(
    argv,
    { profiles: parts, all: () => Promise.resolve(parts) },
    terminal,
    new AbortController().signal,
  );
  return { status, ...written };
}

/** The rooms that these commands use; one that is missing would be a defect, which is a fault. */
function partsFor({ bytes, decoder, subject }: CommandInput): CliParts {
  const answer = { bytes, url: subject, elapsedMillis: 0 };
  const tree = createSourceTree();
  const parts: Partial<CliParts> = {
    inputs: {
      looksLikeUrl: () => false,
      open: () =>
        Promise.resolve({
          kind: 'file',
          subject,
          read: () => Promise.resolve(answer),
          readBeside: () => Promise.resolve(null),
          dispose: () => undefined,
        }),
      seekEndpoint: () => Promise.reject(new Error('nothing of a text is asked')),
    },
    decoder,
    reports: profileReports,
    processReports,
    analyser,
    // Frames of a hostile text are no goref's.
    isRetention: () => false,
    heapDumps: { isDump: () => Promise.resolve(false), read: () => Promise.reject(new Error('no dump')) },
    sources: () =>
      Promise.resolve({
        tree,
        paths: new PathResolver(analyser, tree),
        rules: analyser.paths,
        placeRetained: (profile) => Promise.resolve(profile),
        heapDumpNotes: () => [],
        placeHolders: () => Promise.resolve([]),
        profileOfDump: () => Promise.reject(new Error('no dump')),
      }),
    problemWords,
    runtimes: runtimesOf([goRuntime]),
  };
  return parts as CliParts;
}
