import type { Memento } from 'vscode';
import { parseProfileState } from '../../../shared/wires/profileMessages';
import type { ProfileMemory } from './profileFeedParts';

const key = 'leaklens.profiles.views';

/** What was looked at longest ago is forgotten. */
const mostViews = 100;

interface Kept {
  readonly view: string;
  readonly value: unknown;
}

/** What a person chose in views of profiles, kept with the workspace. @param address of what is looked at */
export function profileMemory(memento: Memento, address: string, report: (thrown: unknown) => void): ProfileMemory {
  const all = (): readonly Kept[] => {
    const stored = memento.get<unknown>(key);
    return Array.isArray(stored) ? (stored as readonly unknown[]).filter(isKept) : [];
  };
  const save = (view: string, value: unknown) => {
    const others = all().filter((one) => one.view !== view);
    memento.update(key, [...others, { view, value }].slice(-mostViews)).then(undefined, report);
  };
  const load = (view: string) => all().find((one) => one.view === view)?.value;
  const choice = `${address} choice`;
  return {
    load: (profileId) => parseProfileState(load(`${address} ${profileId}`)),
    save: (profileId, state) => save(`${address} ${profileId}`, state),
    loadChoice: () => {
      const chosen = load(choice);
      return typeof chosen === 'string' ? chosen : null;
    },
    saveChoice: (profileId) => save(choice, profileId),
  };
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' && value !== null && 'view' in value && typeof value.view === 'string' && 'value' in value
  );
}
