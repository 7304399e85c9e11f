/** Joins class names, leaving out what is false. Components order their classes so that none contradicts another. */
export function cn(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
