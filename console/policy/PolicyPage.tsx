/** The policy editor: a page of its own, a part of it at a time; the address says which, so that it can be passed on. */
import { useEffect } from 'preact/hooks'
import type { PolicyDraft } from '../../lib/protocol/policy-editor.ts'
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { route, TO_SCHOOL, toPolicy } from '../lessons/route.ts'
import { Title } from '../Title.tsx'
import { useFresh } from '../use-fresh.ts'
import { Categories } from './Categories.tsx'
import { Changes } from './Changes.tsx'
import { Clauses } from './Clauses.tsx'
import { Group } from './Group.tsx'
import { Groups } from './Groups.tsx'
import { History } from './History.tsx'
import { Meetings } from './Meetings.tsx'
import { School } from './School.tsx'
import { groupNames, load, shownDraft } from './state.ts'

const PARTS = [
  ['changes', 'Changes'],
  ['categories', 'Categories'],
  ['groups', 'Groups'],
  ['clauses', 'Clauses'],
  ['school', 'School'],
  ['history', 'History'],
] as const
type Part = (typeof PARTS)[number][0]

const SHOWN = {
  changes: Changes,
  categories: Categories,
  clauses: Clauses,
  school: School,
  history: History,
}

const partOf = (text: string): Part => PARTS.find(([part]) => part === text)?.[0] ?? 'changes'

export function PolicyPage() {
  useFresh(shownDraft, load)
  const at = route.value
  const part = partOf(at.page === 'policy' ? at.part : '')
  const group = at.page === 'policy' ? at.group : ''
  return (
    <main class="console">
      <div class="page-head">
        <Title>Policy</Title>
        <nav class="contents" aria-label="Parts of the policy">
          {PARTS.map(([one, words]) => (
            <a key={one} href={toPolicy(one)} aria-current={one === part ? 'page' : undefined}>
              {words}
            </a>
          ))}
          <a href={TO_SCHOOL}>Back to the school’s page</a>
        </nav>
      </div>
      <Arriving shown={shownDraft.value} load={load}>
        {(of) => (
          <>
            <div class="policy__top">
              <Waiting of={of} />
              <Meetings />
            </div>
            <Shown part={part} group={group} />
          </>
        )}
      </Arriving>
    </main>
  )
}

function Shown({ part, group }: { part: Part; group: string }) {
  // What somebody reads is where they went, not where they were.
  useEffect(() => scrollTo(0, 0), [part, group])
  if (part === 'groups')
    return groupNames.value.includes(group) ? <Group key={group} name={group} /> : <Groups />
  const One = SHOWN[part]
  return <One />
}

/** What the draft holds, in a line that stands on every part. */
function Waiting({ of: { edits, problems } }: { of: PolicyDraft }) {
  const stuck = edits.filter((one) => one.stuck).length
  return (
    <p class="policy__waiting" role="status">
      {edits.length === 0 ? (
        <span>
          What you change here is kept as a draft that every network manager sees. Nothing reaches a device
          before it is published.
        </span>
      ) : (
        <>
          <a href={toPolicy('changes')}>{plural(edits.length, 'change')} in the draft</a>
          <span class="soft">not published yet</span>
        </>
      )}
      {problems.length > 0 && (
        <span class="badge badge--held">{plural(problems.length, 'thing')} to put right</span>
      )}
      {stuck > 0 && <span class="badge badge--held">{plural(stuck, 'no longer fits', 'no longer fit')}</span>}
    </p>
  )
}
