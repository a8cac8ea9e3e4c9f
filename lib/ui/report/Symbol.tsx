/** A drawing beside each kind's words, for those who do not read them yet. */
import type { ConcernKind } from '../../concern/kinds.ts'

/** Strokes in a square of 24. */
const DRAWN: Readonly<Record<ConcernKind, string>> = {
  // An eye.
  saw: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6z M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  // A sad face.
  unkind:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M8.5 9.5v.5 M15.5 9.5v.5 M8 16.5c1-1.5 2.3-2.2 4-2.2s3 .7 4 2.2',
  // A letter.
  contacted: 'M3 5.5h18v13H3z M3.5 6l8.5 7 8.5-7',
  // A speech bubble with what must not be said.
  'bad-words': 'M3 4.5h18v12h-9l-5 4v-4H3z M9 8.5l6 4.5 M15 8.5l-6 4.5',
  // A picture that is crossed out.
  picture: 'M3 5h18v14H3z M3 16l5-5 4 4 3-3 6 5 M4 20L20 4',
  // A grown-up and a child.
  adult:
    'M8 3.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z M4 21v-6.5A3.5 3.5 0 0 1 8 11a3.5 3.5 0 0 1 4 3.5V21 M17 11.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z M14.5 21v-1.5a2.5 2.5 0 0 1 5 0V21',
  // A cracked screen.
  broken: 'M3 4.5h18v12H3z M9 20.5h6 M12 16.5v4 M12 4.5l-2 4 4 2-2 6',
  // A heart.
  friend: 'M12 20S3.5 14.8 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 5.800-8.500 11-8.500 11z',
  // Three dots.
  other: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M8 12h.01 M12 12h.01 M16 12h.01',
}

export function Symbol({ kind }: { kind: ConcernKind }) {
  return (
    <svg class="symbol" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={DRAWN[kind]} />
    </svg>
  )
}
