/** Which process a row of a replica is of, in the table of a service that has a line for each: beside its lines, and never drawn. */
export const processNumbers = { life: 'ownLife', build: 'ownBuild' } as const;

/** Whether a column says which life, or which build, of a replica its rows are of. */
export function isProcessColumn(id: string, which: keyof typeof processNumbers): boolean {
  return /^r[0-9a-f]{10}/.test(id) && id.endsWith(`O${processNumbers[which].slice(1)}`);
}
