/** A JSON value as `JSON.parse` yields it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
