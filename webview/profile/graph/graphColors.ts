/** What a theme says of itself. */
export interface GraphTone {
  readonly isDark: boolean;
  readonly highContrast: boolean;
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
}

export interface GraphColors {
  readonly fill: string;
  readonly stroke: string;
  readonly line: string;
}

/** The more of all something costs, the redder; what has shrunk in a difference is blue. @param share from -1 to 1 */
export function graphColors(share: number, { isDark, highContrast, background, foreground }: GraphTone): GraphColors {
  if (highContrast) return { fill: background, stroke: foreground, line: foreground };
  const hue = share >= 0 ? 27 : 255;
  // Most nodes cost little: small shares are told apart, too (dotgraph.go, dotColor).
  const strength = Math.abs(share) ** 0.3;
  const color = (light: number, most: number) =>
    `oklch(${light.toFixed(3)} ${(0.01 + most * strength).toFixed(3)} ${String(hue)})`;
  return isDark
    ? { fill: color(0.36, 0.1), stroke: color(0.62, 0.13), line: color(0.66, 0.14) }
    : { fill: color(0.94, 0.06), stroke: color(0.62, 0.15), line: color(0.58, 0.17) };
}

/** Reads what the panel's theme does not say. */
export function graphTone(
  color: (name: string) => string,
  theme: Pick<GraphTone, 'highContrast' | 'muted'>,
): GraphTone {
  const { classList } = document.body;
  const isDark =
    classList.contains('vscode-dark') || (theme.highContrast && !classList.contains('vscode-high-contrast-light'));
  return { ...theme, isDark, background: color('editor-background'), foreground: color('foreground') };
}
