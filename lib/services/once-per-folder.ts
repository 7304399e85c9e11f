/**
 * Reads something of a folder that does not change while the process runs: once, and again only if that failed.
 *
 * @param read what to do for a folder and whatever else it takes
 */
export function oncePerFolder<Extra, T>(
  read: (folder: string, extra: Extra) => Promise<T>,
): (folder: string, extra: Extra) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return async (folder, extra) => {
    const reading = known.get(folder) ?? read(folder, extra);
    known.set(folder, reading);
    try {
      return await reading;
    } catch (error) {
      known.delete(folder);
      throw error;
    }
  };
}
