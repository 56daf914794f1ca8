import type { GoroutineKind } from '../../../shared/model/views/openedGoroutines';

/** `tenant=acme, route=/cart`; empty without labels. */
export function labelText({ labels }: Pick<GoroutineKind, 'labels'>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');
}
