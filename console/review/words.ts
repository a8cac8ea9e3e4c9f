/** Who serves a row, in words. */
import type { ReviewState } from '../../lib/protocol/review.ts'

export const BY_NAMES: Readonly<Record<ReviewState['rows'][number]['by'], string>> = {
  kerb: 'shown by Kerb',
  both: 'Kerb and you',
  school: 'you',
  other: 'somebody else must',
}
