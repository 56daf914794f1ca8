/** Up, down and to either end from group to group; right and Enter open one, left closes it. Within its stacks keys are those of a page. */
export function moveInGroups(event: KeyboardEvent): void {
  const { currentTarget: grid, target } = event;
  if (!(grid instanceof HTMLElement) || !(target instanceof HTMLElement) || !target.matches('.group')) return;
  const rows = [...grid.querySelectorAll<HTMLElement>('.group')];
  const at = rows.indexOf(target);
  const next: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
  const wanted = next[event.key];
  if (wanted !== undefined) focusOn(rows, wanted);
  else if (!isToggle(event.key, target.getAttribute('aria-expanded') === 'true')) return;
  else target.click();
  event.preventDefault();
}

function isToggle(key: string, isOpen: boolean): boolean {
  return key === 'Enter' || key === ' ' || key === (isOpen ? 'ArrowLeft' : 'ArrowRight');
}

/** Tab comes back to the group that was left. */
function focusOn(rows: readonly HTMLElement[], wanted: number): void {
  const row = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
  if (row === undefined) return;
  for (const other of rows) other.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
  row.scrollIntoView({ block: 'nearest' });
}
