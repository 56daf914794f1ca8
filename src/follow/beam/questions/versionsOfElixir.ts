import { atom } from '../../../shared/model/beam/term';
import type { BuiltModule } from '../../../shared/model/beam/nodeCode';
import { atomName, itemsOf, textOf } from '../../../shared/base/symbols/erlangTerms';
import type { Asks } from './ask';

/** Modules with the version of their application, where that is one of Elixir's and the folder that they are from does not say it. @throws LeakLensError */
export async function versionsOfElixir(ask: Asks, built: readonly BuiltModule[]): Promise<readonly BuiltModule[]> {
  const names = new Map<string, string>();
  for (const { beam } of built) {
    const [, name] = ofElixir.exec(beam) ?? [];
    if (name === undefined || names.has(name)) continue;
    const [ok, version] = itemsOf(await ask.call('application', 'get_key', atom(name), atom('vsn')));
    names.set(name, atomName(ok) === 'ok' ? (textOf(version ?? []) ?? '') : '');
  }
  return built.map((one) => {
    const [, name = ''] = ofElixir.exec(one.beam) ?? [];
    const version = names.get(name) ?? '';
    return version === '' ? one : { ...one, application: `${name}-${version}` };
  });
}

const ofElixir = /[\\/](elixir|logger|eex|mix|iex|ex_unit)[\\/]ebin[\\/]Elixir\.[\w.]+\.beam$/;
