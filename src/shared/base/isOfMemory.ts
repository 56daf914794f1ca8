import type { Finding } from '../model/finding';

/** It is about memory that is held now, so that one can ask who holds it. */
export function isOfMemory({ heldBytes, status }: Pick<Finding, 'heldBytes' | 'status'>): boolean {
  return heldBytes > 0 && status !== 'fixed';
}
