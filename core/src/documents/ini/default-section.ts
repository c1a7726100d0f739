/** The magic section of `configparser`. */
export const DEFAULT_SECTION = 'DEFAULT';
