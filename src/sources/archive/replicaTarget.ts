import { createHash } from 'node:crypto';
import { readArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import { readAddress } from '../../shared/base/addresses/serviceAddress';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { Target } from '../../shared/model/target/target';
import { printable } from '../base/printable';

/**
 * One replica in an archive as a target. Its id is safe as a folder's name on every system, as that of a target that is asked itself: lower-case
 * ASCII letters, digits and dashes, ending in a hash of what names it, where no secret stands.
 */
export function replicaTarget(address: string, name: string): Target {
  const { kind, base, service, labels } = readArchiveAddress(address);
  const { origin, path } = readAddress(base);
  const named = JSON.stringify([kind, origin, path, service, Object.entries(labels).sort()]);
  const hash = createHash('sha256').update(named).digest('hex').slice(0, 10);
  const slug = `${kind}-${name}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/-$/, '');
  return { id: `${slug}-${hash}`, name: printable(name, 200), url: printedAddress(address) };
}
