/** How each sign is kept within what signals hold. */
export const clip = (text: string | null | undefined, most: number): string =>
  (text ?? '').trim().slice(0, most)

/** Adds what is not there yet, while there is room. */
export function add(to: string[], text: string, most: number): void {
  if (text !== '' && to.length < most && !to.includes(text)) to.push(text)
}

export const atMost = (count: number, most = 1_000_000): number =>
  Math.min(most, Math.max(0, Math.round(count)))
