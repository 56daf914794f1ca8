const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 };

/** Up and down go from line to line, a page or to either end; the first key goes to the first line that costs something. */
export function moveInLines(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement)) return;
  const lines = [...list.querySelectorAll<HTMLElement>('.source-line')];
  const at = lines.findIndex((line) => line === document.activeElement);
  const last = lines.length - 1;
  const wanted =
    { Home: 0, End: last }[event.key] ?? (steps[event.key] === undefined ? null : at + (steps[event.key] ?? 0));
  if (wanted === null || last < 0) return;
  event.preventDefault();
  const first = Math.max(
    0,
    lines.findIndex((line) => line.classList.contains('costs')),
  );
  lines[at < 0 ? first : Math.max(0, Math.min(last, wanted))]?.focus();
}
