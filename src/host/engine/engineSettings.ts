import { completeSettings, defaultSettings, type EngineSettings } from '../../shared/model/settings/settings';
import { settingIds } from '../base/contributionNames';

/**
 * The engine's settings out of whatever settings.json holds.
 * @param read value of a setting by its full id, undefined when unset
 */
export function toEngineSettings(read: (settingId: string) => unknown): EngineSettings {
  const names = Object.keys(defaultSettings) as (keyof EngineSettings)[];
  return completeSettings(Object.fromEntries(names.map((name) => [name, read(settingIds[name])])));
}
