/** Counts of `RedactionCounts` while they grow. */
export interface Tally {
  calls: number;
  labels: number;
  accounts: number;
  remarks: number;
}

export function newTally(): Tally {
  return { calls: 0, labels: 0, accounts: 0, remarks: 0 };
}

/** What stands where something was. */
export const placeholder = 'redacted';

/** Homes on Linux, macOS and Windows; of the name itself nothing is assumed but that a path goes on behind it. */
const home = /(\/home\/|\/Users\/|[A-Za-z]:[\\/]Users[\\/])[^/\\\t\n]+(?=[/\\])/gi;

/** A path, or a text with paths in it, without the names of accounts. */
export function withoutAccounts(text: string, tally: Tally): string {
  return text.replace(home, (whole, parent: string) => {
    const renamed = `${parent}user`;
    if (renamed !== whole) tally.accounts += 1;
    return renamed;
  });
}
