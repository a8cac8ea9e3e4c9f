import type { EvidenceState } from '../../lib/protocol/evidence-staff.ts'
import type { Figure } from '../../lib/protocol/figures.ts'
import { here } from '../answer.ts'
import { figureWords } from '../charts/words.ts'
import { date, dateTime, plural } from '../format.ts'
import { has } from '../state.ts'
import { useAnew } from '../use-fresh.ts'
import { Holds } from './Holds.tsx'
import { Listed } from './Listed.tsx'
import { erasures, heads, loadErasures, loadHeads } from './state.ts'

/** What shows that the record is what was written: heads of days, holds, erasures. */
export function EvidencePart() {
  useAnew(heads, loadHeads)
  const state = here(heads.value)
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
        <Listed
          of={typeof heads.value === 'string' ? heads.value : (state?.days ?? null)}
          empty="No day is over yet. The first head is made in the coming night."
          again={loadHeads}
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
        </Listed>
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

function Erasures() {
  useAnew(erasures, loadErasures)
  return (
    <div class="panel">
      <h3>Erased on demand</h3>
      <Listed of={erasures.value} empty="Nothing was erased." again={loadErasures}>
        {(one) => (
          <li key={one.id}>
            <div class="look-entry">
              <p>
                <strong>
                  <bdi>{one.pupil || 'Somebody no longer on record'}</bdi>
                </strong>
                , {dateTime(one.since)} to {dateTime(one.until - 1)}:{' '}
                {one.done === null ? 'under way' : plural(one.erased ?? 0, 'row')}
              </p>
              <p class="small soft">
                <bdi>{one.words}</bdi>. Asked by <bdi>{one.by}</bdi>
                {one.confirmed !== null && (
                  <>
                    , confirmed {dateTime(one.confirmed.at)} by <bdi>{one.confirmed.by}</bdi>
                  </>
                )}
                .
              </p>
            </div>
          </li>
        )}
      </Listed>
    </div>
  )
}
