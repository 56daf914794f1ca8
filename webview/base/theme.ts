import { toDisposable, type Disposable } from '../../src/shared/base/disposable';

/** The colours and the font that a canvas needs; style sheets read the same variables by themselves. */
export interface PanelTheme {
  readonly highContrast: boolean;
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  /** CSS font shorthand of axis labels. */
  readonly font: string;
  /** Of a line, by the name of the theme colour. */
  readonly color: (name: string) => string;
}

/** Reads VS Code's theme variables, which stand on the root element. */
export function readTheme(): PanelTheme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, fallback: string) => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const foreground = read('foreground', '#808080');
  const highContrast = [...document.body.classList].some((name) => name.startsWith('vscode-high-contrast'));
  const size = Number.parseFloat(read('font-size', '13px')) || 13;
  const colors = new Map<string, string>();
  const color = (name: string): string => {
    const known = colors.get(name) ?? opaque(read(name, foreground));
    colors.set(name, known);
    return known;
  };
  return {
    highContrast,
    foreground,
    muted: highContrast ? foreground : read('descriptionForeground', foreground),
    grid: `color-mix(in srgb, ${foreground} ${highContrast ? '22%' : '10%'}, transparent)`,
    font: `${String(Math.round(size * 0.85))}px ${read('font-family', 'sans-serif')}`,
    color,
  };
}

/** Some themes define the orange of charts for the minimap, half transparent: too faint for a thin line. */
function opaque(color: string): string {
  return `rgb(from ${color} r g b / 1)`;
}

/** Calls back when the editor's theme changes: VS Code rewrites the root's variables and the body's classes. */
export function watchTheme(changed: () => void): Disposable {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return toDisposable(() => observer.disconnect());
}
