import { gunzipSync } from "node:zlib";

const BLOCK_BYTES = 512;

/**
 * One file out of the `.tar.gz` that `opa build` writes.
 *
 * @param name path without a leading slash
 * @param bytesMax cap on the inflated archive
 * @throws when the archive is larger than the cap or does not hold the file.
 */
export function readBundleFile(archive: Uint8Array, name: string, bytesMax: number): Uint8Array {
  const tar = gunzipSync(archive, { maxOutputLength: bytesMax });
  for (let offset = 0; offset + BLOCK_BYTES <= tar.length;) {
    const header = tar.subarray(offset, offset + BLOCK_BYTES);
    const entryName = textUntilNul(header.subarray(0, 100));
    if (entryName === "") break;
    const size = Number.parseInt(textUntilNul(header.subarray(124, 136)).trim(), 8);
    const start = offset + BLOCK_BYTES;
    if (entryName.replace(/^\//, "") === name) return new Uint8Array(tar.subarray(start, start + size));
    offset = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  throw new Error(`The compiled bundle holds no ${name}`);
}

function textUntilNul(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
}
