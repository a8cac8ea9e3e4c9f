/** What a page was taken for, and the signs by which: beside an entry of a record, and beside a request. */
import type { Evidence } from '../../lib/policy/finding.ts'
import type { FoundInRow } from '../../lib/protocol/rows.ts'
import { KIND_NAMES, signWords } from './words.ts'

/** Each sign as a sentence, with what was seen. Details are a page's own words: text, apart from what stands around. */
export const Signs = ({ evidence }: { evidence: readonly Evidence[] }) => (
  <ul class="found__evidence small">
    {evidence.map((each) => (
      <li key={`${each.family} ${each.sign}`}>
        {signWords(each)} {each.detail !== undefined && <code dir="ltr">{each.detail}</code>}
      </li>
    ))}
  </ul>
)

/** Folded away, under what it says: whoever goes through a long list opens what they want to check. */
export function Told({ found }: { found: FoundInRow }) {
  return (
    <details class="found__why">
      <summary>{foundWords(found)}</summary>
      <Signs evidence={found.evidence} />
    </details>
  )
}

/** Names of kinds are of many forms: after a colon all of them stand. */
function foundWords({ kind, sureness, where }: FoundInRow): string {
  const what = KIND_NAMES[kind].toLowerCase()
  if (where === 'host') return `Found on this site before: ${what}`
  return sureness === 'sure'
    ? `Kerb is sure that it found this here: ${what}`
    : `Kerb suspects this here: ${what}`
}
