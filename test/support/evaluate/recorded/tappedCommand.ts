// The command line as people have it, but that it writes down the verdicts of each round, or watches a recording: src/cli.ts
// with some of its imports exchanged.
import esbuild from 'esbuild';
import { join, resolve } from 'node:path';
import { repositoryRoot } from '../../paths.ts';
import { commandFolder } from '../commandFolder.ts';

const source = resolve(repositoryRoot, 'src');

/** Paths below src without their ending, and what stands in for them. */
type Exchange = Readonly<Record<string, string>>;

const tap: Exchange = { 'follow/followers': 'tapFollowers.ts' };

const replay: Exchange = {
  'follow/followers': 'replayFollowers.ts',
  'sources/pprof/pprofConnector': 'replayConnector.ts',
  systemClock: 'replayClock.ts',
};

function exchanging(exchange: Exchange): esbuild.Plugin {
  const wanted = new Map(Object.entries(exchange).map(([path, file]) => [resolve(source, path), file]));
  const met = new Set<string>();
  return {
    name: 'exchange',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
        const file = wanted.get(resolve(resolveDir, path));
        // What stands in may use what it stands in for.
        if (file === undefined || !importer.startsWith(source)) return undefined;
        met.add(file);
        return { path: join(import.meta.dirname, file) };
      });
      // What has moved is watched as it is, and nobody would see it.
      build.onEnd(() => {
        const missed = [...wanted].filter(([, file]) => !met.has(file)).map(([path]) => path);
        if (missed.length > 0) throw new Error(`nothing imports ${missed.join(', ')}`);
      });
    },
  };
}

async function build(name: string, exchange: Exchange): Promise<string> {
  const outfile = join(commandFolder(), `${name}.js`);
  await esbuild.build({
    entryPoints: [resolve(source, 'cli.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'warning',
    plugins: [exchanging(exchange)],
  });
  return outfile;
}

/** Writes each round to the file that LEAKLENS_FIELD_ROUNDS names. Answers the absolute path of the script. */
export function buildTappedCommand(): Promise<string> {
  return build('tapped', tap);
}

/** The same, of the recording in the folder that LEAKLENS_FIELD_RECORDING names. */
export function buildReplayCommand(): Promise<string> {
  return build('replay', replay);
}
