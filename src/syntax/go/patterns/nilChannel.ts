import { operationsOf } from '../package/goPackage';
import type { GoPackage, Holding } from '../package/goPackage';

/**
 * Nothing ever flows into the variable or field: no make, no value of another package, no parameter, nothing out of sight.
 * The package was read whole.
 */
export function isNilChannel(goPackage: GoPackage, holding: Holding): boolean {
  if (!goPackage.complete || holding.open || holding.supplied || holding.sources.length > 0) return false;
  if (operationsOf(holding, 'close').length > 0) return false;
  return holding.places.every((place) => {
    if (place.kind === 'field') return true;
    return place.kind === 'variable' && goPackage.types.names.meaning.get(place.node)?.kind === 'variable';
  });
}
