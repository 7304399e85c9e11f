/** Generates the Prisma client unless it was made from this very schema and package lock. */
export function generate(): void;
