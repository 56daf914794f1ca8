/** The settings the engine reads, under `leaklens.` in package.json; every editor's client sends them as they are there. */
export interface EngineSettings {
  readonly pollIntervalSeconds: number;
  readonly requestTimeoutSeconds: number;
  readonly maximumResponseMegabytes: number;
  /** goroutine?debug=2 is asked only of processes with fewer goroutines. */
  readonly goroutineDumpLimit: number;
  readonly hintsEnabled: boolean;
  readonly minimumGoroutines: number;
  readonly minimumHeapMegabytes: number;
  readonly minimumHeapSharePercent: number;
}

/** Same values as the defaults in package.json (a test compares them). */
export const defaultSettings: EngineSettings = {
  pollIntervalSeconds: 5,
  requestTimeoutSeconds: 10,
  maximumResponseMegabytes: 256,
  goroutineDumpLimit: 10_000,
  hintsEnabled: true,
  minimumGoroutines: 3,
  minimumHeapMegabytes: 1,
  minimumHeapSharePercent: 1,
};
