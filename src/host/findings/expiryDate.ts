/** ISO date of the day so many days from now, by the calendar on the wall. */
export function expiryDate(nowMillis: number, days: number): string {
  const date = new Date(nowMillis);
  date.setDate(date.getDate() + days);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
