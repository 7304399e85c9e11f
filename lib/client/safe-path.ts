/** Only paths of this console: an address from a link must not lead elsewhere. */
export function safePath(path: string | null | undefined): string | null {
  if (path === null || path === undefined || !/^\/[^/\\]/.test(path)) return null;
  return path;
}
