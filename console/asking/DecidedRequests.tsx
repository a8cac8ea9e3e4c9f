/** What was asked for and is decided: the last ones, older ones when somebody asks, and all of them as a file. */
import type { SiteRequest, SiteRequests } from '../../lib/protocol/lessons.ts'
import type { PageRequests } from '../../lib/protocol/page-requests.ts'
import { plural } from '../format.ts'
import { MoreButton } from '../list/More.tsx'
import { Save } from '../list/Save.tsx'
import { Decisions } from './Decided.tsx'
import { decisionsOf } from './groups.ts'
import { olderPages, olderSites, saveDecided } from './older.ts'
import { SiteRow } from './SiteRow.tsx'

interface Props {
  readonly all: { readonly sites: SiteRequests; readonly pages: PageRequests }
  readonly decideSite: (one: SiteRequest, state: 'done' | 'declined') => void
}

export function DecidedRequests({ all, decideSite }: Props) {
  const newest = {
    pages: {
      items: all.pages.requests.filter(({ state, approval }) => state !== 'open' && !approval?.active),
      next: all.pages.next,
    },
    sites: { items: all.sites.requests.filter(({ state }) => state !== 'open'), next: all.sites.next },
  }
  const pages = olderPages.with(newest.pages).filter(({ approval }) => !approval?.active)
  const sites = olderSites.with(newest.sites)
  const [morePages, moreSites] = [olderPages.hasMore(newest.pages), olderSites.hasMore(newest.sites)]
  const over = decisionsOf(pages).length + sites.length
  if (over === 0) return null
  return (
    <details>
      <summary>
        {plural(over, 'decided request')}
        {(morePages || moreSites) && ', and there are older ones'}
      </summary>
      <div class="list-said">
        <Save
          what="decided requests"
          save={async () =>
            saveDecided([...(await olderPages.all(newest.pages)), ...(await olderSites.all(newest.sites))])
          }
        />
      </div>
      <ul class="rows">
        <Decisions requests={pages} />
      </ul>
      {morePages && (
        <MoreButton
          words="Show older requests of pupils"
          busy={olderPages.busy.value}
          more={() => olderPages.more(newest.pages)}
        />
      )}
      <ul class="rows">
        {sites.map((one) => (
          <SiteRow key={`site ${one.id}`} one={one} decide={decideSite} />
        ))}
      </ul>
      {moreSites && (
        <MoreButton
          words="Show older requests of teachers"
          busy={olderSites.busy.value}
          more={() => olderSites.more(newest.sites)}
        />
      )}
    </details>
  )
}
