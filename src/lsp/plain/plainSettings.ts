import { completeSettings, type EngineSettings } from '../../shared/model/settings/settings';
import { engineSettingIds } from '../../shared/model/settings/settingIds';

const section = 'leaklens';

/**
 * Settings out of whatever an editor's configuration holds: as a tree (`{leaklens: {poll: {intervalSeconds: 5}}}`), with names that
 * have dots in them, with or without the section, or by the engine's own names.
 * @param given what the client sent, the part that counts most first
 */
export function plainSettings(...given: readonly unknown[]): EngineSettings {
  const names = Object.keys(engineSettingIds) as (keyof EngineSettings)[];
  const read = (name: keyof EngineSettings) => {
    const id = engineSettingIds[name];
    const ways = [id.split('.'), id.slice(section.length + 1).split('.'), [name]];
    return given.flatMap((part) => ways.map((way) => valueAt(part, way))).find((value) => value !== undefined);
  };
  return completeSettings(Object.fromEntries(names.map((name) => [name, read(name)])));
}

/** The value at a path, of which any run of names may be joined by dots. */
function valueAt(node: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return node;
  if (typeof node !== 'object' || node === null) return undefined;
  for (let length = path.length; length > 0; length -= 1) {
    const name = path.slice(0, length).join('.');
    const value = Object.hasOwn(node, name)
      ? valueAt((node as Record<string, unknown>)[name], path.slice(length))
      : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
