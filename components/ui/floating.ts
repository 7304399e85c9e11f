/** Surface of everything that floats above the page: menus, popovers, lists. */
export const floating = "z-50 rounded-md border border-line bg-raised text-text shadow-pop";
