/**
 * What may be a school's own lifeline. It will be open in every mode, so it has to be one exact host that serves
 * one helpline, and nothing that a pupil can search, write to, store in or publish on.
 */
import { isAddress, publicSuffix } from '../hosts/public-suffixes.ts'
import { defaultAction, type CategoryId } from './categories.ts'
import { isUnder, readHost } from './hosts.ts'
import { bad, good, type Read } from './read.ts'
import { REFUSED_HOSTS } from './refused-hosts.ts'

export const MAX_LIFELINES = 20

/** The categories of a host, where the caller has lists. */
export type CategoryLookUp = (host: string) => Iterable<CategoryId>

const EXAMPLE = 'Name the helpline’s own host, for example www.helpline.example.org.'
/** Sites of search engines under every country's ending. */
const ENGINES = new Set(['google', 'bing', 'yahoo', 'yandex', 'baidu', 'duckduckgo', 'ecosia', 'qwant'])
/** Listed as private suffixes although nobody but the state publishes there. */
const STATE = ['gov.uk', 'nhs.uk', 'police.uk', 'gov.wales', 'gov.scot']

/** Reads a lifeline, or refuses it with the reason. `categories` adds the caller's lists to the built-in table. */
export function readLifeline(text: string, categories?: CategoryLookUp): Read<string> {
  const read = readHost(
    text
      .replace(/^=/, '')
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, ''),
  )
  if (!read.ok) return bad(read.wrong, EXAMPLE)
  const host = read.value
  if (isAddress(host)) return bad('is a number, not a name', EXAMPLE)
  const { suffix, isPrivate } = publicSuffix(host, 'all')
  if (suffix === host) return bad('is a public suffix: others’ sites are registered under it', EXAMPLE)
  const label =
    host
      .slice(0, -suffix.length - 1)
      .split('.')
      .at(-1) ?? ''
  const what = refusedAs(host, label, isPrivate, categories)
  return what === undefined
    ? good(host)
    : bad(
        `is ${what}, which cannot be open in every mode`,
        `${EXAMPLE} For anything else use an own entry or an unblock.`,
      )
}

function refusedAs(
  host: string,
  label: string,
  privateSuffix: boolean,
  categories: CategoryLookUp | undefined,
): string | undefined {
  if (ENGINES.has(label)) return 'a search engine’s host'
  for (const [kind, hosts] of REFUSED_HOSTS) if (hosts.some((parent) => isUnder(host, parent))) return kind
  if (privateSuffix && !STATE.some((parent) => isUnder(host, parent)))
    return 'a host where anyone can publish'
  for (const id of categories?.(host) ?? [])
    // Whatever a primary school blocks or warns of by default, and search, is no helpline.
    if (id === 'search' || defaultAction(id, 'primary') !== 'allow') return `listed as “${id}”`
  return undefined
}
