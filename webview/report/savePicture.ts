import type { PictureFormat } from '../../src/shared/wires/profileMessages';

const types: Readonly<Record<PictureFormat, string>> = { svg: 'image/svg+xml', png: 'image/png' };

/** Keeps a picture where the browser keeps what it is given. @param content text of SVG, or Base64 of a PNG */
export function savePicture(format: PictureFormat, content: string): void {
  const bytes = format === 'svg' ? content : Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: types[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `call-graph.${format}`;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
