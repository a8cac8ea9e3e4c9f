/** The path of a browser, or null. Throws when the environment names one that cannot be run. */
export function findChromium(): string | null
/** The path of a browser, installed first where that is possible. Throws an error that says what to do. */
export function ensureChromium(): string
/** Version line, major version, and the browser's policy folder below /etc (for example `chromium`). */
export function describeChromium(path: string): { version: string; major: number; folder: string }
