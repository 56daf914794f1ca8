import { LeakLensError } from '../../model/errors';
import type { ArchivedRuntime } from './archivedRuntime';
import type { LiveProfiles } from './liveProfiles';
import type { Moments } from './moments';
import type { OpenSession } from './runtimeSession';
import type { WorkspacePaths } from '../workspacePaths';

/**
 * One runtime at work in one window or command: how its targets are followed and kept, and where their lines are in the workspace. Put
 * together in `src/runtimes`. What is true of the runtime itself stands in `Runtime`.
 */
export interface RuntimeWork {
  /** Of the runtime. */
  readonly id: string;
  readonly openSession: OpenSession;
  readonly moments: Moments;
  readonly paths: WorkspacePaths;
  /** Absent where there are no profiles to look at. */
  readonly live?: LiveProfiles;
  /** Absent where no archive keeps anything of it. */
  readonly archived?: ArchivedRuntime;
}

/** All runtimes at work. */
export interface RuntimeWorks {
  readonly all: readonly RuntimeWork[];
  /** @throws LeakLensError `not-found` for a runtime that this version does not know */
  of(id: string): RuntimeWork;
}

export function worksOf(all: readonly RuntimeWork[]): RuntimeWorks {
  return {
    all,
    of(id) {
      const found = all.find((work) => work.id === id);
      if (found !== undefined) return found;
      const subject = id.slice(0, 80);
      throw new LeakLensError({ kind: 'not-found', subject, detail: 'a runtime that is not known here' });
    },
  };
}
