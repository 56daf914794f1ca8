import type { PathCandidates, PathContext, WorkspaceLayout } from '../../shared/ports/analyser';
import { noLearnedPaths } from './learnPaths';
import { sourcePlaces } from './sourcePlaces';
import { isWorkspaceFile } from './workspaceFile';

/** Local paths of one recorded file in the workspace alone, for those who know nothing else of the build. */
export function candidatePaths(file: string, functionName: string, layout: WorkspaceLayout): PathCandidates {
  const go = { roots: [], moduleCaches: [] };
  const context: PathContext = { layout, go, mappings: [], learned: noLearnedPaths, goVersion: null };
  const places = sourcePlaces(file, [{ name: functionName, startLine: 0 }], context);
  const certain = places
    .filter(({ proof }) => proof !== 'only')
    .flatMap(({ paths }) => paths.filter((path) => isWorkspaceFile(path, context)));
  const guesses = places.filter(({ proof }) => proof === 'only').map(({ paths }) => paths);
  return { certain: [...new Set(certain)], guesses };
}
