/** Small drawings for those who do not read the words yet. Beside words, never in their place. */

/** Strokes in a square of 24. */
const DRAWN = {
  // A speech bubble: telling someone.
  tell: 'M4 4h16v12h-9l-5 4v-4H4z M8 9h8 M8 12h5',
  // A bubble with a question mark: asking.
  ask: 'M4 3.5h16v13h-8l-5 4v-4H4z M9.800 8a2.200 2.200 0 1 1 3.200 2c-.7.4-1 .8-1 1.500 M12 13.800v.01',
  yes: 'M4 13l5 5L20 6',
  no: 'M6 6l12 12 M18 6L6 18',
  back: 'M19 12H5 M11 6l-6 6 6 6',
  on: 'M5 12h14 M13 6l6 6-6 6',
  again: 'M20 5v5h-5 M19.500 10a8 8 0 1 0 .5 4',
  // A question mark in a circle.
  why: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.5-1.200 1-1.200 1.800 M12 16.500v.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v5l3.500 2',
  // A light bulb: what one can do.
  idea: 'M9 17.500h6 M10 21h4 M8.500 14.500a6 6 0 1 1 7 0c-.5.5-.8 1.200-.8 2h-5.400c0-.8-.3-1.500-.8-2z',
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2z',
} as const

type PictoName = keyof typeof DRAWN

/** These point along the line of reading. */
const TURNS: readonly PictoName[] = ['back', 'on', 'tell', 'ask']

export function Picto({ name }: { name: PictoName }) {
  return (
    <svg
      class={TURNS.includes(name) ? 'picto picto--turns' : 'picto'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={DRAWN[name]} />
    </svg>
  )
}
