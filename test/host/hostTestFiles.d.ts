// Written by the bundler: see test/support/hostTestBundle.mjs.
declare module 'virtual:hostTestFiles' {
  /** Every `*.test.ts` under test/host that needs an editor, in the order of their names; `file` is relative to that folder. */
  export const hostTestFiles: readonly { readonly file: string; readonly load: () => Promise<unknown> }[];
}
