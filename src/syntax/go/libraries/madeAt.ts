import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import type { LibraryFacts } from '../../../shared/model/go/goSource';
import { libraryResources } from '../../../shared/base/libraries/libraries';
import { lastLineOf, lineOf } from '../tree/goNode';
import type { GoFile } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { fateOf } from './fateOf';
import { MakerFinder } from './makers';
import { OpenedSearch } from './openedSearch';

const finder = new MakerFinder(libraryResources);

/** What a line makes in a library and leaves open; null when it makes nothing, or whatever it makes is given back or handed on. */
export function madeAt(goPackage: GoPackage, file: GoFile, line: number): LibraryFacts | null {
  const makers = finder.in(goPackage, file).filter(({ node }) => lineOf(node) <= line && lastLineOf(node) >= line);
  for (const maker of makers.filter(({ certain }) => certain)) {
    const { resource } = maker;
    const here = new OpenedSearch([]).here(goPackage, { maker, fate: fateOf(goPackage, maker), symbolPath: '' });
    if (!isLeftOpen(here)) continue;
    return {
      resource: resource.name,
      noun: resource.noun,
      closer: resource.closers[0] ?? '',
      byContext: resource.context !== undefined,
      lasting: resource.lasting ?? false,
      opened: [here],
    };
  }
  return null;
}
