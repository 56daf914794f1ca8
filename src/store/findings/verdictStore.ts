import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { VerdictStore } from '../../shared/ports/stores';
import type { Target } from '../../shared/model/target/target';
import { replaceFile } from '../files/durableFile';
import { assertNotLinked, makeOwnFolder } from '../files/ownFolder';
import { readUnlinked } from '../files/readUnlinked';
import { isTargetId, randomName } from '../files/safeName';
import { errorCode, isMissing, storeError } from '../files/storeError';

const maxBytes = 8 * 1024 * 1024;

/** What is known of targets, one file each, in `verdicts` below the folder; the folder is made when it is needed. */
export function createVerdictStore({ directory }: { readonly directory: string }): VerdictStore {
  const root = join(directory, 'verdicts');
  return {
    async load(target) {
      const path = pathOf(root, target);
      try {
        await assertNotLinked(root);
        return (await readUnlinked(path, maxBytes)).toString('utf8');
      } catch (error) {
        if (isMissing(errorCode(error))) return null;
        throw storeError(error, path);
      }
    },
    async save(target, text) {
      const path = pathOf(root, target);
      try {
        await makeOwnFolder(root);
        await replaceFile(path, join(root, `.${randomName()}.tmp`), Buffer.from(text));
      } catch (error) {
        throw storeError(error, path);
      }
    },
  };
}

function pathOf(root: string, { id }: Target): string {
  if (!isTargetId(id)) throw new LeakLensError({ kind: 'store', subject: id, detail: 'not the id of a target' });
  return join(root, `${id}.json`);
}
