// What the commands need that report on more than one profile: all but the engine, which only those load that watch a service.
import { goAnalyser } from './analyse/go/goAnalyser';
import { retainedRoots } from './analyse/go/retention/retainedRoots';
import { processReports } from './analyse/go/processes/processReports';
import type { CliParts, ProfileParts } from './cli/base/cliParts';
import type { CommandSources } from './commandSources';
import { goRedactor } from './decode/go/goRedactor';
import { encodeProfile } from './decode/proto/encodeProfile';
import { lazyNodes } from './lazyNodes';
import { beamRuntime } from './runtimes/beam';
import { goRuntime } from './runtimes/go';
import type { LoadedOnce } from './shared/base/loadedOnce';
import type { GoDecoder } from './shared/ports/decoder';
import { runtimesOf, wordsOfAll } from './shared/ports/runtime/runtime';
import { createRunGoref } from './sources/goref/runGoref';
import { startCommand } from './sources/processes/startCommand';
import { baselineFolders } from './store/findings/baselineFolder';
import { workspaceIgnores } from './store/findings/workspaceIgnores';
import { reportFiles } from './store/reportFile';
import { createReportKit, type ReportKitOptions } from './store/reportKit';
import { systemClock } from './systemClock';
import { findingWords } from './words/findings/findingWords';

/** What is there already. */
interface Present extends Pick<ReportKitOptions, 'translation'> {
  readonly profiles: ProfileParts;
  readonly decoder: GoDecoder;
  readonly sources: LoadedOnce<CommandSources>;
  /** Path of this program's script. */
  readonly program: string;
}

export function commandParts({ profiles, decoder, sources, translation, program }: Present): CliParts {
  const runtimes = runtimesOf([goRuntime, beamRuntime]);
  const words = wordsOfAll(runtimes, findingWords);
  return {
    ...profiles,
    decoder,
    nodes: lazyNodes,
    processReports,
    analyser: goAnalyser,
    openEngine: async (settings) => {
      const [{ openEngine }, { tree, reader }] = await Promise.all([import('./commandEngine'), sources.get()]);
      return openEngine(settings, { tree, reader, runtimes, words, program });
    },
    runtimes,
    words,
    baselines: baselineFolders,
    reportFiles,
    reportKit: createReportKit({ folder: __dirname, translation }),
    redactor: goRedactor,
    encodeProfile,
    clock: systemClock,
    startCommand,
    runGoref: createRunGoref(),
    retainedRoots,
    runGoTests: async (request, signal) => (await import('./commandTests')).runGoTests(request, signal),
    judgeTests: async (name, end, signal) => {
      const [{ judgeTestsBy }, opened] = await Promise.all([import('./commandTests'), sources.get()]);
      return judgeTestsBy(decoder, opened)(name, end, signal);
    },
    ignores: workspaceIgnores,
    serveAgents: async (options) => (await import('./mcp')).startAgents(options),
  };
}
