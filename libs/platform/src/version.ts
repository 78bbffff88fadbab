/** The product's version, in the user agent and in /health. Kept equal to package.json by a test. */
export const VERSION = '0.1.0';
