// Nodes of Erlang's at work: how they are followed, watched and captured, put together from the rooms' folders `beam` and `erlang`.
import { findingOfMeasure } from '../analyse/beam/findingOfMeasure';
import { retainedFinding } from '../analyse/beam/retainedFinding';
import { BeamSession } from '../follow/beam/beamSession';
import { LifePlaces } from '../follow/beam/places/lifePlaces';
import { beamMoments } from '../follow/beam/moments/beamMoments';
import { nodeFiles } from '../decode/beam/nodeFiles';
import type { Clock } from '../shared/ports/clock';
import type { ErlangSources, OtpSources } from '../shared/ports/sources/erlangSource';
import { isBeamSource } from '../shared/ports/sources/beamSource';
import type { WatchedNode } from '../shared/ports/runtime/watchedNode';
import type { RuntimeWork } from '../shared/ports/runtime/runtimeWork';
import type { TargetSource } from '../shared/ports/sources/targetSource';
import { findActs } from '../syntax/erlang/findActs';
import { beamRuntime } from './beam';

export interface BeamParts {
  readonly clock: Clock;
  readonly sources: ErlangSources;
  /** Absent where nobody is led to them. */
  readonly otp?: OtpSources;
}

/** Nodes at work in one workspace. */
export function beamWork({ clock, sources, otp }: BeamParts): RuntimeWork {
  return {
    id: beamRuntime.id,
    openSession: (options) => {
      const parts = {
        clock,
        places: new LifePlaces({ sources, findActs, ...(otp !== undefined && { otp }) }),
        finding: findingOfMeasure,
        retained: retainedFinding,
      };
      return new BeamSession(parts, options, nodeOf(options.source));
    },
    moments: beamMoments({ files: nodeFiles, sources, findActs, nodeOf }),
    paths: {
      setFolders: (folders) => sources.setFolders(folders),
      forget: () => sources.forget(),
      // What stands in a stack is found by its module, not by a path of another machine.
      setMappings: () => undefined,
    },
  };
}

function nodeOf(source: TargetSource): WatchedNode {
  if (isBeamSource(source)) return source.node;
  throw new Error(`A target of ${source.runtime} is no node.`);
}
