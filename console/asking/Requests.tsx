/** For the network manager: everything that somebody asks for, pupils' pages and files, teachers' sites, in one list. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SiteRequest, SiteRequests } from '../../lib/protocol/lessons.ts'
import type { Decision, PageRequest, PageRequests } from '../../lib/protocol/page-requests.ts'
import { type Answer, take } from '../answer.ts'
import { Arriving } from '../Arriving.tsx'
import { lessonsApi } from '../lessons/api.ts'
import { focusSoon } from '../lessons/focus.ts'
import { siteName } from '../lessons/words.ts'
import { attempt } from '../state.ts'
import { useFresh } from '../use-fresh.ts'
import { askingApi } from './api.ts'
import { Asked } from './Asked.tsx'
import { Decide } from './Decide.tsx'
import { Decisions } from './Decided.tsx'
import { decidedWords, decisionsOf, endedWords, type Group, groupsOf, thingsInWords } from './groups.ts'
import { DecidedRequests } from './DecidedRequests.tsx'
import { olderPages, olderSites } from './older.ts'
import { SiteRow } from './SiteRow.tsx'

interface All {
  readonly sites: SiteRequests
  readonly pages: PageRequests
}
const requests = signal<Answer<All>>(null)

export function Requests() {
  useFresh(requests, load)
  useEffect(
    () => () => {
      olderPages.forget()
      olderSites.forget()
    },
    [],
  )
  return (
    <section aria-labelledby="asked">
      <h2 id="asked" tabIndex={-1}>
        Requests
      </h2>
      <Arriving shown={requests.value} load={load}>
        {(all) => <Lists all={all} />}
      </Arriving>
    </section>
  )
}

function Lists({ all }: { all: All }) {
  const [sites, pages] = [all.sites.requests, all.pages.requests]
  const waiting = [
    ...groupsOf(pages.filter(({ state }) => state === 'open')).map((group) => ({
      at: group.first.at,
      row: (
        <Asked key={group.key} group={group} now={Date.now()}>
          <Decide group={group} decide={(decision) => decide(group, decision)} />
        </Asked>
      ),
    })),
    ...sites
      .filter(({ state }) => state === 'open')
      .map((one) => ({ at: one.at, row: <SiteRow key={`site ${one.id}`} one={one} decide={decideSite} /> })),
  ].toSorted((a, b) => a.at - b.at)
  const active = pages.filter(({ approval }) => approval?.active)
  return (
    <div class="panel">
      {waiting.length === 0 ? (
        <p class="empty">Nobody waits for a page, a file or a site.</p>
      ) : (
        <ul class="rows">{waiting.map(({ row }) => row)}</ul>
      )}
      {all.pages.full && (
        <p class="note small">More requests wait than these: they come as you decide on some.</p>
      )}
      {active.length > 0 && (
        <details>
          <summary>
            {thingsInWords(decisionsOf(active).flatMap(([one]) => (one ? [{ first: one }] : [])))} open now or
            let through
          </summary>
          <ul class="rows">
            <Decisions requests={active} end={end} />
          </ul>
        </details>
      )}
      <DecidedRequests all={all} decideSite={decideSite} />
    </div>
  )
}

/** A list that does not come is said in its place: it is no reason to cover what else the page has to say. */
const load = (): Promise<void> =>
  take(requests, async () => {
    const [sites, pages] = await Promise.all([lessonsApi.requests(), askingApi.list()])
    return { sites, pages }
  })

const done = async (work: () => Promise<unknown>): Promise<void> => {
  await work()
  await load()
  focusSoon('asked')
}

function decide({ first, requests: of }: Group, decision: Decision): void {
  const ids = of.map(({ id }) => id)
  void attempt(() => done(() => askingApi.decide(ids, decision)), decidedWords(first, decision))
}

function decideSite(one: SiteRequest, state: 'done' | 'declined'): void {
  const words = state === 'done' ? `${siteName(one)} is marked as opened.` : `${siteName(one)} is declined.`
  void attempt(() => done(() => lessonsApi.decide(one.id, state)), words)
}

function end(one: PageRequest, approval: number): void {
  void attempt(() => done(() => askingApi.end(approval)), endedWords(one))
}
