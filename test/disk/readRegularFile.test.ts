import { appendFileSync, writeFileSync } from 'node:fs';
import { link, mkdir, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRegularFile } from '../../src/disk/readRegularFile';
import { temporaryFolder } from '../store/temporaryFolder';
import { hostile, sparseAt } from './hostileFiles';

const limit = { maxBytes: 1024 * 1024 };
const onLinux = process.platform === 'linux';

describe('a regular file', () => {
  it('is read whole, through links, up to the limit', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'whole'), 'x'.repeat(100_000));
    await symlink('whole', join(folder, 'link'));
    expect(await readRegularFile(join(folder, 'link'), { maxBytes: 100_000 })).toHaveLength(100_000);
    await expect(readRegularFile(join(folder, 'whole'), { maxBytes: 99_999 })).rejects.toMatchObject({
      fault: 'too-large',
    });
  });

  it('is no link where none is followed', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'whole'), 'x');
    await symlink('whole', join(folder, 'link'));
    await link(join(folder, 'whole'), join(folder, 'second name'));
    const rules = { ...limit, links: 'refused' } as const;
    await expect(readRegularFile(join(folder, 'link'), rules)).rejects.toMatchObject({ fault: 'link' });
    expect(await readRegularFile(join(folder, 'second name'), rules)).toHaveLength(1);
  });

  it('that grows while it is read is refused once it is too large, and never held whole', async () => {
    const path = join(await temporaryFolder(), 'log');
    writeFileSync(path, 'x');
    const grow = () => {
      appendFileSync(path, Buffer.alloc(8 * 1024 * 1024));
      return true;
    };
    await expect(readRegularFile(path, { ...limit, allows: grow })).rejects.toMatchObject({
      fault: 'too-large',
      message: '1048577 bytes, more than 1048576',
    });
    const end = await readRegularFile(path, { ...limit, longer: 'end', allows: grow });
    expect(end).toHaveLength(limit.maxBytes);
  });

  it('gives its end where that is enough', async () => {
    const path = join(await temporaryFolder(), 'log');
    writeFileSync(path, '0123456789');
    expect(String(await readRegularFile(path, { maxBytes: 4, longer: 'end' }))).toBe('6789');
    expect(String(await readRegularFile(path, { maxBytes: 40, longer: 'end' }))).toBe('0123456789');
  });

  it('is not another one than the path leads to in the end', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a');
    writeFileSync(path, 'mine');
    writeFileSync(join(folder, 'b'), 'another');
    const asked: string[] = [];
    const allows = (real: string) => asked.push(real) > 0;
    expect(String(await readRegularFile(path, { ...limit, allows }))).toBe('mine');
    await rename(join(folder, 'b'), path);
    expect(String(await readRegularFile(path, { ...limit, allows }))).toBe('another');
    expect(asked).toEqual([path, path]);
    await expect(readRegularFile(path, { ...limit, allows: () => false })).rejects.toMatchObject({ fault: 'outside' });
  });
});

describe.skipIf(!onLinux)('in place of a file', () => {
  it.each(Object.entries(hostile))('%s is refused at once', async (_, make) => {
    const path = join(await temporaryFolder(), 'go.mod');
    await make(path);
    await expect(readRegularFile(path, limit)).rejects.toThrow();
    await expect(readRegularFile(path, { ...limit, links: 'refused' })).rejects.toThrow();
  });

  it('a folder is refused, and what the kernel makes up, though it says that it is a file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder'));
    await expect(readRegularFile(join(folder, 'folder'), limit)).rejects.toMatchObject({ fault: 'no-file' });
    for (const path of ['/proc/self/pagemap', '/proc/version', '/sys/devices/system/cpu/online'])
      await expect(readRegularFile(path, limit)).rejects.toMatchObject({ fault: 'pseudo-file' });
  });

  it('the end of a file that takes no space is no more than was asked for', async () => {
    const path = join(await temporaryFolder(), 'sparse');
    sparseAt(path, 64 * 2 ** 30);
    expect(await readRegularFile(path, { ...limit, longer: 'end' })).toHaveLength(limit.maxBytes);
  });
});
