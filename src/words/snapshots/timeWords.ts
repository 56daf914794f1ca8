/** With 24 hours, as every time of the day is written. */
const style = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' } as const;

/**
 * Date and time to the second in the machine's time zone.
 * @param language a BCP 47 tag, as a client sends it in the handshake; what Intl does not know means the machine's language
 */
export function describeTime(millis: number, language: string | undefined): string {
  return formatIn(language).format(millis);
}

function formatIn(language: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, style);
  } catch {
    return new Intl.DateTimeFormat(undefined, style);
  }
}
