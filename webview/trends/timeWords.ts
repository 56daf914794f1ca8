/** Clock times and dates in the editor's language, 24 hours, in the reader's time zone. */
export interface TimeWords {
  /** `14:32:05`, with the date before it when that is not today. */
  moment(millis: number): string;
  /** A label for a time axis whose labels stand `stepSeconds` apart. */
  tick(seconds: number, stepSeconds: number): string;
}

export function createTimeWords(language: string, now: () => number): TimeWords {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const minutes = new Intl.DateTimeFormat(language, options);
  const seconds = new Intl.DateTimeFormat(language, { ...options, second: '2-digit' });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const dayAndTime = new Intl.DateTimeFormat(language, {
    ...options,
    second: '2-digit',
    day: 'numeric',
    month: 'short',
  });
  const isToday = (date: Date) => date.toDateString() === new Date(now()).toDateString();
  return {
    moment: (millis) => {
      const date = new Date(millis);
      return (isToday(date) ? seconds : dayAndTime).format(date);
    },
    tick: (value, stepSeconds) => {
      const date = new Date(value * 1000);
      if (date.getHours() === 0 && date.getMinutes() === 0 && stepSeconds >= 3600) return day.format(date);
      return (stepSeconds < 60 ? seconds : minutes).format(date);
    },
  };
}
