/** On the school's page: how many alerts wait, and the way to them. For a head, the way to the numbers. */
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { TO_ALERTS } from '../lessons/route.ts'
import { has } from '../state.ts'
import { useFresh } from '../use-fresh.ts'
import { inbox, loadInbox } from './state.ts'
import { MAIL_WORDS } from './words.ts'
import { FIRST_VIEW, toWeek } from './where.ts'

export const AlertsPart = () => (has('dsl') ? <Waiting /> : has('head') ? <Numbers /> : null)

const load = (): Promise<void> => loadInbox(FIRST_VIEW)

function Waiting() {
  useFresh(inbox, load)
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts" tabIndex={-1}>
        Alerts
      </h2>
      <Arriving shown={inbox.value} load={load}>
        {({ waiting, mail }) => (
          <div class="panel">
            <p role="status">{waitingWords(waiting)}</p>
            {mail !== 'works' && <p class="troubles">{MAIL_WORDS[mail]}</p>}
            <div class="actions">
              <a class={waiting.high > 0 ? 'button button--main' : 'button'} href={TO_ALERTS}>
                Open the alerts
              </a>
            </div>
          </div>
        )}
      </Arriving>
    </section>
  )
}

export function waitingWords({ high, medium, low }: { high: number; medium: number; low: number }): string {
  const all = high + medium + low
  if (all === 0) return 'No alert waits to be opened.'
  const pressing = high > 0 ? `, ${high} of them high` : ''
  return `${plural(all, 'alert waits', 'alerts wait')} to be opened${pressing}.`
}

const Numbers = () => (
  <section aria-labelledby="alerts">
    <h2 id="alerts" tabIndex={-1}>
      Alerts
    </h2>
    <div class="panel">
      <p>How many alerts there were and how soon they were opened, in numbers. Nobody is named.</p>
      <div class="actions">
        <a class="button" href={toWeek()}>
          Alerts in numbers
        </a>
      </div>
    </div>
  </section>
)
