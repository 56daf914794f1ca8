import { targetItems } from '../picks/targetItems';

/**
 * The file that the item of `leaklens.targets` with the address names for the cookie of its node: `.erlang.cookie`, `vm.args`; null when
 * there is none.
 * @param configured the setting as it is, whatever stands in it
 * @param home the home folder, for `~/`
 */
export function targetCookieFile(configured: unknown, address: string, home: string): string | null {
  for (const { cookieFile } of targetItems(configured, address)) {
    if (typeof cookieFile === 'string' && cookieFile.trim() !== '') {
      return cookieFile.trim().replace(/^~(?=[/\\])/, home);
    }
  }
  return null;
}
