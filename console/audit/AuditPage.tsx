/** The audit: who did what and when, for those who answer for it. The address has the filters. */
import type { Audit } from '../../lib/protocol/audit.ts'
import { Arriving } from '../Arriving.tsx'
import { go } from '../lessons/route.ts'
import { Choice } from '../list/Choice.tsx'
import { Days } from '../list/Days.tsx'
import type { Grown } from '../list/growing.ts'
import { More } from '../list/More.tsx'
import { grownWords, queryOf } from '../list/query.ts'
import { Save } from '../list/Save.tsx'
import { clockOf } from '../record/words.ts'
import { has } from '../state.ts'
import { PageHead } from '../PageHead.tsx'
import { Title } from '../Title.tsx'
import { useAnew } from '../use-fresh.ts'
import { audit, saveAudit } from './state.ts'
import { toAudit, type View, viewOf } from './where.ts'
import { KIND_NAMES } from './words.ts'

type Entry = Audit['entries'][number]

export function AuditPage({ at }: { at: string }) {
  const view = viewOf(at)
  return (
    <main class="console">
      <PageHead>
        <Title>Audit</Title>
        <p class="soft">
          Who did what, and when. It is written as things are done, kept for good, and nobody can change it
          here. That you read it stands in it too.{' '}
          {!(has('dsl') || has('head')) &&
            'You see what is about devices, rules and the server; what is done with pupils’ records is for the safeguarding leads and the head.'}
        </p>
      </PageHead>
      <section aria-label="Entries">
        <Filters view={view} />
        <Shown key={toAudit(view)} view={view} />
      </section>
    </main>
  )
}

function Filters({ view }: { view: View }) {
  const first = audit.first.value
  const look = (change: Partial<View>) => go(toAudit({ ...view, ...change }))
  return (
    <div class="form">
      <Choice
        label="What"
        value={view.kind}
        all="Everything"
        of={(first?.kinds ?? []).map((kind) => [kind, KIND_NAMES[kind]])}
        choose={(kind) => look({ kind })}
      />
      <Choice
        label="Who"
        value={view.who}
        all="Everybody"
        of={(first?.doers ?? []).map(({ who, name }) => [who, name || 'Somebody no longer on record'])}
        choose={(who) => look({ who })}
      />
      <Days from={view.from} to={view.to} choose={look} />
    </div>
  )
}

/** Drawn anew for each view: the keyboard stays in the filters above. */
function Shown({ view }: { view: View }) {
  const load = () => audit.load(queryOf(view))
  useAnew(audit.shown, load)
  return (
    <Arriving shown={audit.shown.value} load={load}>
      {(grown) => <List grown={grown} view={view} />}
    </Arriving>
  )
}

function List({ grown: { items, next }, view }: { grown: Grown<Entry>; view: View }) {
  const clock = clockOf(audit.first.value?.timeZone ?? 'Europe/London')
  return (
    <>
      <div class="list-said">
        <p role="status">
          {items.length === 0 && next === null
            ? 'Nothing fits this.'
            : grownWords(items.length, next !== null, 'entry', 'entries')}
        </p>
        <Save save={() => saveAudit(view)} what="the audit, as it is filtered" />
      </div>
      {[...Map.groupBy(items, ({ at }) => clock.day(at))].map(([day, entries]) => (
        <section key={day} class="panel" aria-label={day}>
          <h2 class="list-day">{day}</h2>
          <ul class="rows">
            {entries.map((one) => (
              <li key={one.id}>
                <p class="list-entry">
                  <span class="list-entry__time">{clock.time(one.at)}</span>
                  <span>
                    <strong>
                      <bdi>{one.who}</bdi>
                    </strong>{' '}
                    {one.did}
                    {one.about !== '' && (
                      <>
                        : <bdi>{one.about}</bdi>
                      </>
                    )}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <More list={audit} />
    </>
  )
}
