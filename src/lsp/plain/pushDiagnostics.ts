import type { Clock } from '../../shared/ports/clock';
import type { Face } from '../face';
import { findingDiagnostics } from '../findings/findingDiagnostics';
import { onShift } from '../findings/onShift';

/**
 * Publishes diagnostics without being asked. Clients that can pull ask again only for files that are edited, or for the workspace and
 * not for what is open: a finding of a running service would show up in none.
 */
export function pushDiagnostics(face: Face, clock: Pick<Clock, 'now'>): void {
  const { engine, documents } = face;
  const published = new Published(face);
  onShift(engine.findings, clock, () => {
    for (const path of new Set([...engine.findings.paths(), ...published.paths()])) published.update(path);
  });
  documents.events.on(({ type, path }) => {
    if (type === 'saved') return;
    // A client that opens a file has forgotten what it was told of it.
    if (type === 'opened') published.forget(path);
    // After all who hear the same event, the books of lines among them, have followed it.
    queueMicrotask(() => published.update(path));
  });
}

/** What the client shows now, so that it is told nothing twice. */
class Published {
  private readonly face: Face;
  private readonly shown = new Map<string, string>();

  constructor(face: Face) {
    this.face = face;
  }

  paths(): readonly string[] {
    return [...this.shown.keys()];
  }

  forget(path: string): void {
    this.shown.delete(path);
  }

  update(path: string): void {
    const { connection, engine, documents } = this.face;
    const diagnostics = findingDiagnostics(path, engine.findings, this.face);
    const said = JSON.stringify(diagnostics);
    if (said === (this.shown.get(path) ?? '[]')) return;
    if (diagnostics.length === 0) this.shown.delete(path);
    else this.shown.set(path, said);
    const version = documents.version(path);
    // A client that is going away refuses; there is nobody left to show anything.
    connection
      .sendDiagnostics({ uri: documents.uri(path), diagnostics, ...(version !== null && { version }) })
      .catch(() => undefined);
  }
}
