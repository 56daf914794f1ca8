import type { PathAnalysis } from '../../../shared/ports/runtime/analyser';
import { declaredFunctions } from './declaredFunctions';
import { declaredShare, functionRange } from './declaredName';
import { learnPaths } from './learnPaths';
import { isOwnName } from './isOwnName';
import { explainMapping } from '../../paths/explainMapping';
import { lineHunks } from '../../paths/lineHunks';
import { recordedFunctions } from './recordedFunctions';
import { sourcePlaces } from './sourcePlaces';
import { placeLine } from './staleLines';
import { isWorkspaceFile } from './workspaceFile';

/** The rules of files and lines as one value. */
export const pathAnalysis: PathAnalysis = {
  recordedFunctions,
  sourcePlaces,
  isWorkspaceFile,
  learnPaths,
  isOwnName,
  explainMapping,
  declaredShare,
  declaredFunctions,
  functionRange,
  lineHunks,
  placeLine,
};
