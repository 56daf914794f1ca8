import { atom, fun } from '../../../shared/model/beam/term';
import type { BuiltModule, NodeCode } from '../../../shared/model/beam/nodeCode';
import { atomName, itemsOf, listOf, pairsOf, textOf } from '../../../shared/base/symbols/erlangTerms';
import { isNotOffered, type Asks } from './ask';
import { versionsOfElixir } from './versionsOfElixir';

/** Modules that are asked about in one call, and in all: an answer tells options of the compiler, too. */
const batchSize = 50;
const mostModules = 200;

/**
 * Which modules a node has loaded, and where some of them are from. None is loaded for it.
 * @param ertsVersion of the node's runtime, which brings some modules with it; empty when nobody knows @throws LeakLensError
 */
export async function lookAtCode(ask: Asks, wanted: readonly string[], ertsVersion = ''): Promise<NodeCode> {
  const loaded = await loadedModules(ask);
  const asked = wanted.filter((module) => loaded?.includes(module) === true).slice(0, mostModules);
  const built: BuiltModule[] = [];
  for (let from = 0; from < asked.length; from += batchSize) {
    built.push(...(await builtModules(ask, asked.slice(from, from + batchSize), ertsVersion)));
  }
  return { loaded, built: await versionsOfElixir(ask, built) };
}

async function loadedModules(ask: Asks): Promise<readonly string[] | null> {
  try {
    return listOf(await ask.call('erlang', 'loaded')).flatMap((term) => atomName(term) ?? []);
  } catch (error) {
    if (isNotOffered(error)) return null;
    throw error;
  }
}

/** `Module:module_info(compile)`, and `code:is_loaded(Module)`; none where one of them was unloaded meanwhile. */
async function builtModules(
  ask: Asks,
  modules: readonly string[],
  ertsVersion: string,
): Promise<readonly BuiltModule[]> {
  const each = (value: ReturnType<typeof atom>) => modules.map(() => value);
  const names = modules.map(atom);
  try {
    const compiled = listOf(
      await ask.call(
        'lists',
        'zipwith3',
        fun('erlang', 'apply', 3),
        names,
        each(atom('module_info')),
        each(atom('compile')).map((one) => [one]),
      ),
    );
    const files = listOf(await ask.call('lists', 'map', fun('code', 'is_loaded', 1), names));
    return modules.map((module, row) => ({
      module,
      source: textOf(pairsOf(compiled[row]).get('source')) ?? '',
      beam: textOf(itemsOf(files[row])[1]) ?? '',
      // What the runtime brings with it is in no file (code.erl: preloaded).
      ...(ertsVersion !== '' &&
        atomName(itemsOf(files[row])[1]) === 'preloaded' && { application: `erts-${ertsVersion}` }),
    }));
  } catch (error) {
    if (isNotOffered(error)) return [];
    throw error;
  }
}
