/** Names of classes are kept in clear, so a teacher's name does not stay in one. */

/**
 * `9B Maths – Smith` becomes `9B Maths – S.` where Smith teaches it. A word of the course's own title stays: Mrs French
 * may teach French.
 */
export function withoutSurnames(name: string, surnames: Iterable<string>, course = ''): string {
  const folded = (text: string) => text.normalize('NFC').toLowerCase()
  const subject = wordsOf(folded(course))
  let result = name
  for (const surname of surnames) {
    if (surname.length < 2 || subject.includes(folded(surname))) continue
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escape(surname)}(?![\\p{L}\\p{N}])`, 'giu')
    result = result.replace(pattern, (found) => `${found[0]?.toUpperCase() ?? ''}.`)
  }
  return result
}

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u)

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
