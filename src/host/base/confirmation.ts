/** True for the argument `{ confirmed: true }`, with which tests and other extensions answer a question beforehand. */
export function isConfirmed(consent: unknown): boolean {
  return typeof consent === 'object' && consent !== null && 'confirmed' in consent && consent.confirmed === true;
}
