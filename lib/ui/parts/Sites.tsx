/** The sites of a lesson: links where they are open, plain names where they are closed. Long lists scroll. */
import type { LessonCard } from '../../messages/lesson-card.ts'
import { webAddress } from '../web-address.ts'

type Site = LessonCard['sites'][number]

const nameOf = ({ host, path }: Site): string => (path === undefined || path === '/' ? host : host + path)

/** An address breaks where its parts do. */
const Name = ({ site }: { site: Site }) => (
  <bdi dir="ltr">
    {nameOf(site)
      .split(/(?<=[./-])/)
      .map((part, place) => [place > 0 && <wbr key={place} />, part])}
  </bdi>
)

/** Without the s: a browser asks for https first, and a site inside the school may have nothing else than http. */
const addressOf = (site: Site): string | undefined => webAddress(`http://${nameOf(site)}`)

/** A press that asks for a tab or window of its own is the browser's to answer. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

interface LinkProps {
  readonly site: Site
  /** Where the link cannot open by itself in the tab that is meant. */
  readonly open?: ((address: string) => void) | undefined
}

function SiteLink({ site, open }: LinkProps) {
  const address = addressOf(site)
  if (address === undefined) return <Name site={site} />
  const press = (event: MouseEvent): void => {
    if (!open || !isPlain(event)) return
    event.preventDefault()
    open(address)
  }
  return (
    <a class="site" href={address} rel="noreferrer" target={open && '_blank'} onClick={press}>
      <Name site={site} />
    </a>
  )
}

interface Props {
  readonly sites: readonly Site[]
  /** What the list is, for those who do not see it. */
  readonly label: string
  readonly closed?: boolean
  readonly open?: LinkProps['open']
}

export function Sites({ sites, label, closed = false, open }: Props) {
  if (sites.length === 0) return null
  return (
    // Focusable, so that the keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="sites" role="group" aria-label={label} tabIndex={0}>
      <ul class="sites__list">
        {sites.map((site) => (
          <li key={nameOf(site)}>
            {closed ? (
              <span class="site site--closed">
                <Name site={site} />
              </span>
            ) : (
              <SiteLink site={site} open={open} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
