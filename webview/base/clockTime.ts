const clock = { timeStyle: 'medium', hourCycle: 'h23' } as const;

/** `14:32:05` in the reader's time zone, 24 hours as everywhere else. */
export function clockTime(millis: number): string {
  return new Intl.DateTimeFormat(language(), clock).format(millis);
}

/** The same with the date before it. */
export function dateAndTime(millis: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', ...clock }).format(millis);
}

/** That of the editor, which the page is written in. */
function language(): string {
  return document.documentElement.lang || 'en';
}
