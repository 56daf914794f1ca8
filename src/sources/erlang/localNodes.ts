import process from 'node:process';
import type { LocalNodeFinder } from '../../shared/ports/sources/localNodeFinder';
import { LeakLensError } from '../../shared/model/errors';
import { startDeadline } from '../base/deadline';
import { epmdPortOf } from './dialNode';
import { epmdNames } from './epmd';

/** A mapper of this machine answers within milliseconds. */
const timeoutMillis = 2000;

/** Asks Erlang's port mapper of this machine, where one runs. @param environment where ERL_EPMD_PORT may stand */
export function createLocalNodeFinder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LocalNodeFinder {
  return {
    async find(signal) {
      const subject = 'localhost';
      const deadline = startDeadline({ subject, timeoutMillis, signal });
      try {
        return await epmdNames({ host: subject, port: epmdPortOf(environment), subject, signal: deadline.signal });
      } catch (error) {
        // Without a mapper there are no nodes with names.
        if (error instanceof LeakLensError && error.problem.erlang === 'no-epmd') return [];
        throw error;
      } finally {
        deadline.dispose();
      }
    },
  };
}
