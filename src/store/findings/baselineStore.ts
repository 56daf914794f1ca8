import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { Baseline } from '../../shared/model/finding';
import type { BaselineStore } from '../../shared/ports/stores';
import type { Target } from '../../shared/model/target/target';
import { replaceFile } from '../files/durableFile';
import { assertNotLinked, makeOwnFolder } from '../files/ownFolder';
import { baselineText, parseBaseline } from './parseBaseline';
import { readUnlinked } from '../files/readUnlinked';
import { isTargetId, randomName } from '../files/safeName';
import { errorCode, isMissing, storeError } from '../files/storeError';

const maxBytes = 8 * 1024 * 1024;

/** Baselines as JSON, one file a target, in `baselines` below the folder; the folder is made when it is needed. */
export function createBaselineStore({ directory }: { readonly directory: string }): BaselineStore {
  return new BaselineFiles(join(directory, 'baselines'));
}

class BaselineFiles implements BaselineStore {
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  async load(target: Target): Promise<Baseline | null> {
    const path = this.pathOf(target);
    try {
      await assertNotLinked(this.root);
      return parseBaseline((await readUnlinked(path, maxBytes)).toString('utf8'));
    } catch (error) {
      if (isMissing(errorCode(error))) return null;
      throw storeError(error, path);
    }
  }

  async save(target: Target, baseline: Baseline): Promise<void> {
    const path = this.pathOf(target);
    try {
      await makeOwnFolder(this.root);
      await replaceFile(path, join(this.root, `.${randomName()}.tmp`), Buffer.from(baselineText(baseline)));
    } catch (error) {
      throw storeError(error, path);
    }
  }

  async clear(target: Target): Promise<void> {
    const path = this.pathOf(target);
    try {
      await assertNotLinked(this.root);
      await rm(path, { force: true });
    } catch (error) {
      throw storeError(error, path);
    }
  }

  private pathOf({ id }: Target): string {
    if (!isTargetId(id)) throw new LeakLensError({ kind: 'store', subject: id, detail: 'not the id of a target' });
    return join(this.root, `${id}.json`);
  }
}
