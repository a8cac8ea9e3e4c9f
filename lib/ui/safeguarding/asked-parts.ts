/** Which parts of a code somebody is asked for, and whether what they typed is it. */

/** So many different parts out of `count`, in order, by chance: who is not at the other screen cannot know which. */
export function chooseParts(count: number, many: number): number[] {
  const left = Array.from({ length: count }, (_, i) => i)
  const chosen: number[] = []
  while (chosen.length < many && left.length > 0) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
    chosen.push(...left.splice(random % left.length, 1))
  }
  return chosen.toSorted((a, b) => a - b)
}

/** Read aloud, capitals are lost, and some letters look alike. What is left is far more than anybody can make fit. */
const plain = (part: string): string =>
  part.trim().toUpperCase().replaceAll(/[IL|]/g, '1').replaceAll('O', '0').replaceAll(/[–—]/g, '-')

export const samePart = (typed: string, part: string): boolean => plain(typed) === plain(part)
