import type { PublishedBuild } from '../../../shared/model/process/buildInfo';
import { BuildClaims, isClaim, toFlag, toRevision } from './buildClaims';
import { JsonReader } from '../../metrics/jsonReader';

/**
 * What the variables of a service say of its build: debug.BuildInfo as JSON, the text that its String method and `go version -m`
 * write, or a commit under one of the usual names. Null when nothing is said, or several commits are named.
 *
 * @throws LeakLensError `unreadable` when the text is no JSON object.
 */
export function readPublishedBuild(text: Uint8Array, subject: string): PublishedBuild | null {
  const reader = new JsonReader(text, subject);
  const page = new PageReader(reader, text.length);
  reader.object((key) => page.member(key));
  reader.end();
  return page.build;
}

const goVersionPattern = /^(?:go\d|devel )[ -~]{1,100}$/;
/** An import path becomes a folder below a module of the workspace, so no element may lead out of it (golang.org/x/mod/module, CheckImportPath). */
const importPathPattern = /^(?=.{1,500}$)[\w~+][\w.~+-]*(?:\/[\w~+][\w.~+-]*)*$/;

class PageReader {
  private readonly reader: JsonReader;
  private readonly maxTextBytes: number;
  /** By debug.BuildInfo, the first that there is. */
  private whole: PublishedBuild | null = null;
  private readonly claims = new BuildClaims();

  constructor(reader: JsonReader, maxTextBytes: number) {
    this.reader = reader;
    this.maxTextBytes = maxTextBytes;
  }

  get build(): PublishedBuild | null {
    return this.whole ?? this.claims.build;
  }

  member(key: string): void {
    const { reader } = this;
    if (reader.isObject()) this.nested();
    else if (reader.isArray()) reader.skip();
    else {
      const text = this.scalar();
      if (/^(?:go|path)\t/.test(text)) this.whole ??= fromModuleText(text);
      else this.claims.add(key, text);
    }
  }

  private nested(): void {
    const { reader } = this;
    const fields = new Map<string, string>();
    const settings = new Map<string, string>();
    reader.object((key) => {
      if (key === 'Settings' && reader.isArray()) {
        fields.set(key, '');
        reader.array(() => this.setting(settings));
      } else if (reader.isObject() || reader.isArray()) reader.skip();
      else if (isWanted(key)) fields.set(key, this.scalar());
      else reader.skip();
    });
    if (fields.has('Settings') && fields.has('GoVersion')) this.whole ??= fromBuildInfo(fields, settings);
    else for (const [key, text] of fields) this.claims.add(key, text);
  }

  private setting(into: Map<string, string>): void {
    const { reader } = this;
    if (!reader.isObject()) {
      reader.skip();
      return;
    }
    const pair = { Key: '', Value: '' };
    reader.object((key) => {
      if ((key === 'Key' || key === 'Value') && reader.isString()) pair[key] = reader.string(maxValueBytes);
      else reader.skip();
    });
    if (pair.Key.startsWith('vcs.')) into.set(pair.Key, pair.Value);
  }

  private scalar(): string {
    return this.reader.isString() ? this.reader.string(this.maxTextBytes) : this.reader.word();
  }
}

const maxValueBytes = 1000;

function isWanted(key: string): boolean {
  return key === 'GoVersion' || key === 'Path' || isClaim(key);
}

function fromBuildInfo(fields: ReadonlyMap<string, string>, settings: ReadonlyMap<string, string>): PublishedBuild {
  return {
    goVersion: goVersionPattern.exec(fields.get('GoVersion') ?? '')?.[0] ?? null,
    mainPackage: importPathPattern.exec(fields.get('Path') ?? '')?.[0] ?? null,
    revision: toRevision(settings.get('vcs.revision') ?? '')?.revision ?? null,
    modified: toFlag(settings.get('vcs.modified') ?? ''),
  };
}

/** Lines of a kind, a tab and a value, as `go version -m` prints them (go: src/runtime/debug/mod.go, BuildInfo.String). */
function fromModuleText(text: string): PublishedBuild {
  const fields = new Map<string, string>();
  const settings = new Map<string, string>();
  for (const [, kind = '', value = ''] of text.matchAll(/^(go|path|build)\t(.*)$/gm)) {
    if (kind === 'go') fields.set('GoVersion', value);
    else if (kind === 'path') fields.set('Path', value);
    else if (value.startsWith('vcs.')) {
      const [key = '', setting = ''] = value.split('=', 2);
      settings.set(key, setting);
    }
  }
  return fromBuildInfo(fields, settings);
}
