/** Address of a value in a module's memory. */
export type Address = number;
