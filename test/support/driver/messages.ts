// What a test inside the extension host may ask of the process that holds VS Code's window: JSON over loopback HTTP,
// `POST <driver address>/<call>`. Types only, shared by both ends.

/** CSS pixels of the window. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point in CSS pixels of the window, or the middle of the first visible element that matches. */
export type Target = { readonly selector: string } | { readonly x: number; readonly y: number };

export interface DriverCalls {
  /** Evaluates an expression in the workbench's page; promises are awaited, the value crosses as JSON. */
  evaluate: { request: { readonly expression: string }; response: { readonly value: unknown } };
  /** Evaluates in the first webview whose document has an element for the selector; waits for it up to `timeoutMillis`. */
  webview: {
    request: { readonly selector: string; readonly expression: string; readonly timeoutMillis: number };
    response: { readonly value: unknown };
  };
  /** Presses a chord such as `Control+Shift+P` or types a text. */
  keyboard: { request: { readonly press: string } | { readonly type: string }; response: Record<string, never> };
  click: { request: Target; response: Record<string, never> };
  /** Moves the mouse there and leaves it. */
  hover: { request: Target; response: Record<string, never> };
  /** Saves a PNG under `.test-out/screenshots`, of the whole window without a region. */
  screenshot: {
    request: { readonly name: string; readonly region?: Region };
    response: { readonly file: string; readonly base64: string };
  };
  /** Writes to the terminal that runs the tests, which an extension host's console does not reach unmixed. */
  print: { request: { readonly text: string }; response: Record<string, never> };
  /** Says that the window is about to be reloaded, which ends the extension host that asks. */
  willReload: { request: Record<string, never>; response: Record<string, never> };
  /** How often this window was reloaded. */
  session: { request: Record<string, never>; response: { readonly reloads: number } };
}

export type DriverCall = keyof DriverCalls;
