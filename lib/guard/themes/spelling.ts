/** Words that are often misspelt, on purpose or not: one letter more, less, other or swapped, in a word of six and more. */

const RIGHT =
  `suicide suicidal anorexia anorexic bulimia bulimic unblocked unblocker overdose cocaine ketamine cannabis pornhub
  pornography thinspo thinspiration gambling explosive explosives extremist terrorist selfharm blackmail nazism hentai
  casino bullied bullying racist`.split(/\s+/)
const KNOWN: ReadonlySet<string> = new Set(RIGHT)
/** Words of their own. */
const OTHERS: ReadonlySet<string> = new Set(
  'unlocked unlocker overdone overdoes casing casings bellied bullies gabling canniness rapist cassino'.split(
    ' ',
  ),
)

/** @param line words parted by spaces */
export const spelt = (line: string): string =>
  line.replace(/[a-z]{6,15}/g, (word) => {
    if (KNOWN.has(word) || OTHERS.has(word)) return word
    return RIGHT.find((right) => right[0] === word[0] && isNear(word, right)) ?? word
  })

/** At most one letter apart, or two neighbours swapped. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}
