/** Translates a message and fills in its placeholders: `t` of @vscode/l10n in the engine, `l10n.t` of vscode in the host. */
export type Translate = (message: string, ...args: number[]) => string;

/**
 * `45 s`, `90 s`, `3 min`, `2 h 5 min`: a duration as people read it in every place, in whole units and in seconds up to two minutes,
 * so that 90 s are not told as 2 min.
 */
export function durationWords(seconds: number, t: Translate): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return t('{0} s', whole);
  const minutes = Math.round(whole / 60);
  if (minutes < 120) return t('{0} min', minutes);
  return t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** The same with tenths below ten seconds (`1.5 s`): for pauses and short watches, where half a second is much. */
export function fineDurationWords(seconds: number, t: Translate): string {
  const tenths = Math.max(0, Math.round(seconds * 10)) / 10;
  return tenths < 10 ? t('{0} s', tenths) : durationWords(seconds, t);
}
