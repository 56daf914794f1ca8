import type { OpenedFate } from '../../model/finding';

/** Something opened it, and on some path nothing gives it back. */
export function isLeftOpen({ fate }: { readonly fate: OpenedFate }): boolean {
  return fate === 'never' || fate === 'path';
}
