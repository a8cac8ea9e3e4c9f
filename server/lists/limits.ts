/** What a source may cost. All of it is far above any real list, and far below what would harm the server. */
const MIB = 1024 * 1024

/** Over the line. UT1 whole is 30 MiB. */
export const MOST_FETCHED = 512 * MIB
/** Uploaded by hand. */
export const MOST_UPLOADED = 256 * MIB
/** Unpacked, all parts together. UT1 whole is 150 MiB. */
export const MOST_UNPACKED = 2048 * MIB
/** Beyond the first megabytes a list packs to a tenth at best; a bomb to a thousandth. */
export const MOST_RATIO = 100
export const RATIO_FROM = 32 * MIB
/** Parts of an archive. v2fly has some 1,500. */
export const MOST_PARTS = 20_000
/** Gzip in gzip in tar: what is packed more often hides something. */
export const MOST_LAYERS = 3
export const MOST_NAMES = 20_000_000
/** What a list takes out again is kept in memory. */
export const MOST_EXCEPTIONS = 200_000
/** Files of a v2fly archive are kept in memory: they include each other. */
export const MOST_V2FLY_LINES = 2_000_000
/** Characters of those lines. v2fly whole has three million. */
export const MOST_V2FLY_CHARACTERS = 24 * MIB
/** What is read of them when each includes others, all groups together; v2fly whole takes less than a tenth. */
export const MOST_V2FLY_READ = 10_000_000
/** Nothing comes for so long: the line is dead. Milliseconds. */
export const STALL = 60_000
export const LONGEST_FETCH = 20 * 60_000
export const MOST_REDIRECTS = 5
/** Updates whose names are kept for each source, the one in force and pins not counted. */
export const KEPT_UPDATES = 6
export const MOST_GROUPS = 300
export const SAMPLES = 5
export const DIFF_SAMPLES = 20
