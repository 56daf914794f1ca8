/**
 * What a Go process can be asked for. `heap`: what is alive, by the line that allocated it. `goroutines`: how many wait, and where. `memory`:
 * runtime.MemStats. `stacks`: every goroutine with its state, age and creator (`goroutine?debug=2`).
 */
export const goCapabilities = ['heap', 'goroutines', 'memory', 'stacks'] as const;

export type GoCapability = (typeof goCapabilities)[number];
