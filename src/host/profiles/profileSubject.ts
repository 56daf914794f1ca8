import type { PprofFiles } from '../../shared/model/views/pprofFiles';
import type { ProfileOrigin } from '../../shared/model/views/profileOrigin';

/** One profile of a subject. */
export interface SubjectProfile {
  /** Names it among the others. */
  readonly id: string;
  readonly name: string;
  readonly origin: ProfileOrigin;
  /** The same profile of what it is compared with; null where there is none. */
  readonly base: ProfileOrigin | null;
  /** Where pprof finds both; missing where it cannot. */
  readonly files?: Pick<PprofFiles, 'source' | 'base'>;
}

/** What an editor of profiles shows: a file, or the profiles of a snapshot; compared with another one perhaps. */
export interface ProfileSubject {
  readonly name: string;
  readonly detail: string;
  readonly baseName: string | null;
  /** At least one. */
  readonly profiles: readonly SubjectProfile[];
}
