import { statfs } from 'node:fs/promises';

/** File systems on which Linux tells only what this machine does: NFS, SMB (three of them), FUSE, 9P, Ceph, AFS. */
const farAway = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400, 0x5346414f]);

/** Whether a folder may be changed by another machine without this one's being told. */
export async function isFarAway(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return folder.startsWith('\\\\');
  // macOS numbers its file systems as they come, so there is nothing to compare with; its network drives tell little by themselves.
  if (process.platform !== 'linux') return false;
  const { type } = await statfs(folder);
  return farAway.has(type >>> 0);
}
