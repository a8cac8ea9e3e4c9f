/** How much the device keeps and sends. */

/** Rows sealed and committed as one group at most. */
export const SEALING_GROUP = 500
/** Rows kept at most, sent or not: 30 days at 5,000 rows a day and a third more. */
export const MAX_ROWS = 200_000
/** When there are too many, this many go at once, so that one `lost` row speaks for many. */
export const OVERFLOW_STEP = 2_000
/** Sealed copies of acknowledged rows are kept this long, for a server that was restored from a backup… */
export const KEEP_ACKNOWLEDGED_MS = 7 * 24 * 3_600_000
/** …and no more than this many. */
export const MAX_ACKNOWLEDGED = 50_000
/** A batch's rows before compression, in characters: well under the server's limit. */
export const MAX_BATCH_CHARS = 1_500_000
/** Session keys in a batch at most (the wire's own limit). */
export const MAX_BATCH_KEYS = 50
/** A server's word is not believed when it says it has this many more rows than were written here. */
export const MAX_AHEAD = 1_000_000
