import type { ProfileViewState, SavedView } from '../../../shared/wires/profileMessages';

/** More are no choice any more: the oldest goes. */
const mostViews = 50;
const longestName = 100;

/** What was kept, without what an earlier version may have written otherwise. */
export function listOfViews(
  stored: unknown,
  parseState: (data: unknown) => ProfileViewState | null,
): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((one): SavedView[] => {
    const { name, state } = (one ?? {}) as { readonly name?: unknown; readonly state?: unknown };
    const parsed = parseState(state);
    return typeof name === 'string' && parsed !== null ? [{ name, state: parsed }] : [];
  });
}

/** The list with one more at its end, in place of another of that name. Which frame and how much of it was looked at is left out. */
export function withView(views: readonly SavedView[], { name, state }: SavedView): readonly SavedView[] {
  const short = name.slice(0, longestName);
  const kept = {
    name: short,
    state: { ...state, selected: null, flame: { ...state.flame, from: 0, to: 1, of: null } },
  };
  return [...views.filter((view) => view.name !== short), kept].slice(-mostViews);
}
