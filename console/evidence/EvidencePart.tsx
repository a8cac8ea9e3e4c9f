import type { EvidenceState } from '../../lib/protocol/evidence-staff.ts'
import type { Figure } from '../../lib/protocol/figures.ts'
import { figureWords } from '../charts/words.ts'
import { date, plural } from '../format.ts'
import { GrowingList } from '../list/GrowingList.tsx'
import { has } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { Erasures } from './Erasures.tsx'
import { Holds } from './Holds.tsx'
import { HEAD_COLUMNS } from './columns.ts'
import { heads } from './state.ts'

/** What shows that the record is what was written: heads of days, holds, erasures. */
export function EvidencePart() {
  useAnew(heads.shown, heads.load)
  const state = heads.first.value
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence" tabIndex={-1}>
        Evidence
      </h2>
      <div class="panel">
        <h3>Heads of days</h3>
        <p class="soft small">
          Each day’s head is made of everything that Kerb noted on it and of the head before. It says nothing
          about anybody. Compare it with the mail of that day: when both are the same, nothing of that day has
          been changed since.
        </p>
        {state && <p class="small">{mailWords(state)}</p>}
        <GrowingList
          list={heads}
          empty="No day is over yet. The first head is made in the coming night."
          names={['day', 'days']}
          file="kerb-heads"
          columns={HEAD_COLUMNS}
        >
          {({ day, head, entries }) => (
            <li key={day}>
              <div class="look-entry">
                <p>
                  <strong>{date(day)}</strong> <span class="soft small">{entriesWords(entries)}</span>
                </p>
                <code class="evidence-head">{head}</code>
              </div>
            </li>
          )}
        </GrowingList>
      </div>
      {(has('dsl') || has('head')) && <Holds />}
      {(has('dsl') || has('head')) && <Erasures />}
    </section>
  )
}

/** How large a day was, in fives: a governor reads it too. */
const entriesWords = (entries: Figure): string =>
  entries === 'few' ? 'fewer than 5 entries' : `at least ${figureWords(entries)} entries`

function mailWords({ leads, governor, mail }: EvidenceState): string {
  if (mail === 'none') return 'No mail server is set: nobody outside this server is told the heads.'
  const readers = `${plural(leads, 'safeguarding lead')} ${governor ? 'and one governor' : 'and no governor: nobody has that role yet'}`
  return mail === 'fails'
    ? `Mail does not go out now. It is for ${readers}.`
    : `Mailed each night to ${readers}.`
}
