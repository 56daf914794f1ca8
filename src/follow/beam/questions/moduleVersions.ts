import { atom } from '../../../shared/model/beam/term';
import { isNotOffered, type Asker } from './ask';

/** The checksum of each module that is loaded, as text (`Module:module_info(md5)`, since OTP 18). @throws LeakLensError */
export async function moduleVersions(ask: Asker, modules: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const module of modules) {
    try {
      const checksum = await ask.call(module, 'module_info', atom('md5'));
      if (checksum instanceof Uint8Array) versions.set(module, [...checksum].join('.'));
    } catch (error) {
      // One that was taken out of the node meanwhile.
      if (!isNotOffered(error)) throw error;
    }
  }
  return versions;
}
